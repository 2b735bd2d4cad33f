#include "intercept.h"

#define CHARACTER sizeof(wchar_t)

/// The bytes of `count` wide characters; a count that overflows can't be in memory.
static size_t bytes_of(size_t count) { return count > SIZE_MAX / CHARACTER ? SIZE_MAX : count * CHARACTER; }

INTERCEPT(size_t, wcslen, const wchar_t *string) { return check_wide_string(string); }
INTERCEPT(size_t, wcsnlen, const wchar_t *string, size_t limit) { return check_wide_string_within(string, limit); }

INTERCEPT(wchar_t *, wcscpy, wchar_t *to, const wchar_t *from) {
    size_t size = bytes_of(check_wide_string(from) + 1);
    check_write(to, size);
    check_apart(to, from, size);
    return __real_wcscpy(to, from);
}

INTERCEPT(wchar_t *, wcsncpy, wchar_t *to, const wchar_t *from, size_t count) {
    check_wide_string_within(from, count);
    check_write(to, bytes_of(count));
    return __real_wcsncpy(to, from, count);
}

INTERCEPT(wchar_t *, wcscat, wchar_t *to, const wchar_t *from) {
    size_t size = bytes_of(check_wide_string(from) + 1);
    check_write(to + check_wide_string(to), size);
    return __real_wcscat(to, from);
}

INTERCEPT(wchar_t *, wcsncat, wchar_t *to, const wchar_t *from, size_t limit) {
    size_t size = bytes_of(check_wide_string_within(from, limit) + 1);
    check_write(to + check_wide_string(to), size);
    return __real_wcsncat(to, from, limit);
}

INTERCEPT(int, wcscmp, const wchar_t *a, const wchar_t *b) {
    check_wide_string(a);
    check_wide_string(b);
    return __real_wcscmp(a, b);
}

INTERCEPT(wchar_t *, wcschr, const wchar_t *string, wchar_t character) {
    check_wide_string(string);
    return __real_wcschr(string, character);
}

static void check_wide_copy(wchar_t *to, const wchar_t *from, size_t count) {
    check_read(from, bytes_of(count));
    check_write(to, bytes_of(count));
}

INTERCEPT(wchar_t *, wmemcpy, wchar_t *to, const wchar_t *from, size_t count) {
    check_wide_copy(to, from, count);
    check_apart(to, from, bytes_of(count));
    return __real_wmemcpy(to, from, count);
}

INTERCEPT(wchar_t *, wmemmove, wchar_t *to, const wchar_t *from, size_t count) {
    check_wide_copy(to, from, count);
    return __real_wmemmove(to, from, count);
}

INTERCEPT(wchar_t *, wmemset, wchar_t *to, wchar_t value, size_t count) {
    check_write(to, bytes_of(count));
    return __real_wmemset(to, value, count);
}

INTERCEPT(int, wmemcmp, const wchar_t *a, const wchar_t *b, size_t count) {
    check_read(a, bytes_of(count));
    check_read(b, bytes_of(count));
    return __real_wmemcmp(a, b, count);
}

INTERCEPT(size_t, mbstowcs, wchar_t *to, const char *from, size_t limit) {
    check_string(from);
    size_t converted = __real_mbstowcs(NULL, from, 0);
    bool valid = converted != (size_t)-1;
    if (to && valid) check_write(to, bytes_of(converted < limit ? converted + 1 : limit));
    return __real_mbstowcs(to, from, limit);
}

INTERCEPT(size_t, wcstombs, char *to, const wchar_t *from, size_t limit) {
    check_wide_string(from);
    size_t converted = __real_wcstombs(NULL, from, 0);
    bool valid = converted != (size_t)-1;
    if (to && valid) check_write(to, converted < limit ? converted + 1 : limit);
    return __real_wcstombs(to, from, limit);
}
