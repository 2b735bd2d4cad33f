/// CPU times.
#pragma once
#include <features.h>
#include_next <sys/times.h>
