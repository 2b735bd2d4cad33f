/// What WASI emulates is here without being asked for.
#pragma once
#define _WASI_EMULATED_SIGNAL
#define _WASI_EMULATED_MMAN
#define _WASI_EMULATED_GETPID
#define _WASI_EMULATED_PROCESS_CLOCKS
#include_next <features.h>
