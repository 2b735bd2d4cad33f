#include "intercept.h"

/// Looks at a string in the order a function would, so that the first byte that may not be read is the fault reported.
size_t check_string_within(const char *string, size_t limit) {
    for (size_t length = 0; length < limit; length++) {
        uintptr_t at = (uintptr_t)string + length;
        bool in_checked_granule = length > 0 && at % GRANULE != 0 && *shadow_of(at) == 0;
        if (!in_checked_granule) check_read((const void *)at, 1);
        if (string[length] == '\0') return length;
    }
    return limit;
}

size_t check_string(const char *string) { return check_string_within(string, SIZE_MAX); }

size_t check_wide_string_within(const wchar_t *string, size_t limit) {
    for (size_t length = 0; length < limit; length++) {
        check_read(string + length, sizeof(wchar_t));
        if (string[length] == L'\0') return length;
    }
    return limit;
}

size_t check_wide_string(const wchar_t *string) { return check_wide_string_within(string, SIZE_MAX / sizeof(wchar_t)); }

void check_apart(const void *to, const void *from, size_t size) {
    uintptr_t a = (uintptr_t)to, b = (uintptr_t)from;
    if (a == b || size == 0) return;
    uintptr_t distance = a > b ? a - b : b - a;
    if (distance < size) report_fault("overlap", a, size, true, NULL);
}
