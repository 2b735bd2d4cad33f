/// Checked versions of libc functions. `wasm-ld --wrap=NAME` (wrapped.txt lists the names) makes calls of NAME reach
/// `__wrap_NAME`, which checks the memory that NAME would access and then calls `__real_NAME`.
#pragma once
#include "report.h"
#include "shadow.h"
#include <stddef.h>

/// Declares `__real_NAME` and begins the definition of `__wrap_NAME`.
#define INTERCEPT(type, name, ...)                                                                                     \
    type __real_##name(__VA_ARGS__);                                                                                   \
    type __wrap_##name(__VA_ARGS__)

/// A terminated string may be read; its length.
size_t check_string(const char *string);

/// As above for a string of which at most `limit` characters are looked at.
size_t check_string_within(const char *string, size_t limit);

/// The same for wide strings.
size_t check_wide_string(const wchar_t *string);
size_t check_wide_string_within(const wchar_t *string, size_t limit);

/// Ranges that a function copies between may not overlap. A range copied to itself is let pass: compilers do that.
void check_apart(const void *to, const void *from, size_t size);
