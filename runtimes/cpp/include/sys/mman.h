/// Memory maps: copies of files in ordinary memory.
#pragma once
#include <features.h>
#include_next <sys/mman.h>
