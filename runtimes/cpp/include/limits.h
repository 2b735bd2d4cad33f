/// Limits that WASI leaves out.
#pragma once
#include_next <limits.h>
#ifndef PIPE_BUF
#define PIPE_BUF 4096
#endif
#ifndef HOST_NAME_MAX
#define HOST_NAME_MAX 255
#endif
#ifndef LOGIN_NAME_MAX
#define LOGIN_NAME_MAX 256
#endif
#ifndef ARG_MAX
#define ARG_MAX 131072
#endif
#ifndef OPEN_MAX
#define OPEN_MAX 1024
#endif
