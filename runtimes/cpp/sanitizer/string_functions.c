#include "intercept.h"

INTERCEPT(size_t, strlen, const char *string) { return check_string(string); }
INTERCEPT(size_t, strnlen, const char *string, size_t limit) { return check_string_within(string, limit); }

/// A string and its terminator go to `to`.
static void check_string_copy(char *to, const char *from) {
    size_t size = check_string(from) + 1;
    check_write(to, size);
    check_apart(to, from, size);
}

INTERCEPT(char *, strcpy, char *to, const char *from) {
    check_string_copy(to, from);
    return __real_strcpy(to, from);
}

INTERCEPT(char *, stpcpy, char *to, const char *from) {
    check_string_copy(to, from);
    return __real_stpcpy(to, from);
}

/// `strncpy` and `stpncpy` fill what remains with zeros.
static void check_padded_copy(char *to, const char *from, size_t size) {
    size_t length = check_string_within(from, size);
    check_write(to, size);
    check_apart(to, from, length < size ? length + 1 : size);
}

INTERCEPT(char *, strncpy, char *to, const char *from, size_t size) {
    check_padded_copy(to, from, size);
    return __real_strncpy(to, from, size);
}

INTERCEPT(char *, stpncpy, char *to, const char *from, size_t size) {
    check_padded_copy(to, from, size);
    return __real_stpncpy(to, from, size);
}

INTERCEPT(char *, strcat, char *to, const char *from) {
    check_string_copy(to + check_string(to), from);
    return __real_strcat(to, from);
}

INTERCEPT(char *, strncat, char *to, const char *from, size_t limit) {
    size_t length = check_string_within(from, limit);
    check_write(to + check_string(to), length + 1);
    return __real_strncat(to, from, limit);
}

INTERCEPT(size_t, strlcpy, char *to, const char *from, size_t size) {
    size_t length = check_string(from);
    check_write(to, length < size ? length + 1 : size);
    return __real_strlcpy(to, from, size);
}

INTERCEPT(size_t, strlcat, char *to, const char *from, size_t size) {
    size_t used = check_string_within(to, size), length = check_string(from);
    if (used < size) check_write(to + used, length < size - used ? length + 1 : size - used);
    return __real_strlcat(to, from, size);
}

/// A comparison reads to the first difference or terminator.
static void check_comparison(const char *a, const char *b, size_t limit, int (*fold)(int)) {
    for (size_t i = 0; i < limit; i++) {
        check_read(a + i, 1);
        check_read(b + i, 1);
        int left = (unsigned char)a[i], right = (unsigned char)b[i];
        bool differ = fold ? fold(left) != fold(right) : left != right;
        if (differ || left == '\0') return;
    }
}

int tolower(int c);

INTERCEPT(int, strcmp, const char *a, const char *b) {
    check_comparison(a, b, SIZE_MAX, NULL);
    return __real_strcmp(a, b);
}

INTERCEPT(int, strncmp, const char *a, const char *b, size_t limit) {
    check_comparison(a, b, limit, NULL);
    return __real_strncmp(a, b, limit);
}

INTERCEPT(int, strcasecmp, const char *a, const char *b) {
    check_comparison(a, b, SIZE_MAX, tolower);
    return __real_strcasecmp(a, b);
}

INTERCEPT(int, strncasecmp, const char *a, const char *b, size_t limit) {
    check_comparison(a, b, limit, tolower);
    return __real_strncasecmp(a, b, limit);
}

INTERCEPT(int, strcoll, const char *a, const char *b) {
    check_string(a);
    check_string(b);
    return __real_strcoll(a, b);
}

INTERCEPT(char *, strchr, const char *string, int character) {
    check_string(string);
    return __real_strchr(string, character);
}

INTERCEPT(char *, strrchr, const char *string, int character) {
    check_string(string);
    return __real_strrchr(string, character);
}

INTERCEPT(char *, strchrnul, const char *string, int character) {
    check_string(string);
    return __real_strchrnul(string, character);
}

#define INTERCEPT_TWO_STRINGS(type, name)                                                                              \
    INTERCEPT(type, name, const char *string, const char *other) {                                                     \
        check_string(string);                                                                                          \
        check_string(other);                                                                                           \
        return __real_##name(string, other);                                                                           \
    }
INTERCEPT_TWO_STRINGS(char *, strstr)
INTERCEPT_TWO_STRINGS(char *, strcasestr)
INTERCEPT_TWO_STRINGS(char *, strpbrk)
INTERCEPT_TWO_STRINGS(size_t, strspn)
INTERCEPT_TWO_STRINGS(size_t, strcspn)

/// The string is null when a function goes on with an earlier one.
INTERCEPT(char *, strtok, char *string, const char *separators) {
    if (string) check_string(string);
    check_string(separators);
    return __real_strtok(string, separators);
}

INTERCEPT(char *, strtok_r, char *string, const char *separators, char **rest) {
    check_write(rest, sizeof *rest);
    if (string) check_string(string);
    else if (*rest) check_string(*rest);
    check_string(separators);
    return __real_strtok_r(string, separators, rest);
}

INTERCEPT(char *, strsep, char **string, const char *separators) {
    check_write(string, sizeof *string);
    if (*string) check_string(*string);
    check_string(separators);
    return __real_strsep(string, separators);
}

INTERCEPT(char *, strdup, const char *string) {
    check_string(string);
    return __real_strdup(string);
}

INTERCEPT(char *, strndup, const char *string, size_t limit) {
    check_string_within(string, limit);
    return __real_strndup(string, limit);
}
