/// libc functions that parse a number at the start of a string. They read as far as the first character that doesn't
/// belong to it, which tells how much is checked.
#include "intercept.h"

long __real_strtol(const char *string, char **end, int base);
double __real_strtod(const char *string, char **end);

static void check_parsed(const char *string, const char *end) { check_read(string, (size_t)(end - string) + 1); }

#define INTERCEPT_INTEGER(type, name)                                                                                  \
    INTERCEPT(type, name, const char *string, char **end, int base) {                                                  \
        check_read(string, 1);                                                                                         \
        if (end) check_write(end, sizeof *end);                                                                        \
        char *parsed;                                                                                                  \
        type value = __real_##name(string, &parsed, base);                                                             \
        check_parsed(string, parsed);                                                                                  \
        if (end) *end = parsed;                                                                                        \
        return value;                                                                                                  \
    }
INTERCEPT_INTEGER(long, strtol)
INTERCEPT_INTEGER(long long, strtoll)
INTERCEPT_INTEGER(unsigned long, strtoul)
INTERCEPT_INTEGER(unsigned long long, strtoull)

#define INTERCEPT_FLOATING(type, name)                                                                                 \
    INTERCEPT(type, name, const char *string, char **end) {                                                            \
        check_read(string, 1);                                                                                         \
        if (end) check_write(end, sizeof *end);                                                                        \
        char *parsed;                                                                                                  \
        type value = __real_##name(string, &parsed);                                                                   \
        check_parsed(string, parsed);                                                                                  \
        if (end) *end = parsed;                                                                                        \
        return value;                                                                                                  \
    }
INTERCEPT_FLOATING(double, strtod)
INTERCEPT_FLOATING(float, strtof)
INTERCEPT_FLOATING(long double, strtold)

static void check_decimal(const char *string) {
    char *end;
    check_read(string, 1);
    __real_strtol(string, &end, 10);
    check_parsed(string, end);
}

#define INTERCEPT_DECIMAL(type, name)                                                                                  \
    INTERCEPT(type, name, const char *string) {                                                                        \
        check_decimal(string);                                                                                         \
        return __real_##name(string);                                                                                  \
    }
INTERCEPT_DECIMAL(int, atoi)
INTERCEPT_DECIMAL(long, atol)
INTERCEPT_DECIMAL(long long, atoll)

INTERCEPT(double, atof, const char *string) {
    char *end;
    check_read(string, 1);
    double value = __real_strtod(string, &end);
    check_parsed(string, end);
    return value;
}
