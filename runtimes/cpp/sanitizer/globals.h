/// The candidate's global variables, as clang's instrumentation registers them.
#pragma once
#include <stddef.h>
#include <stdint.h>

/// One variable; the layout is clang's `__asan_global`.
struct global {
    uintptr_t begin;
    uintptr_t size;
    uintptr_t size_with_redzone;
    const char *name;
    const char *module;
    uintptr_t has_dynamic_init;
    const void *location;
    uintptr_t odr_indicator;
};

/// The variable that `address` lies in, or in the redzone of; null when there is none.
const struct global *find_global(uintptr_t address);
