/// The printf family: the format, the strings it prints, what `%n` writes and the buffer it prints into. All of libc's
/// functions of the family call one of the two that are intercepted here.
#include "format.h"
#include "intercept.h"
#include <stdarg.h>
#include <stdio.h>

int __real_vsnprintf(char *to, size_t size, const char *format, va_list arguments);

static void check_printed_string(const void *string, const struct conversion *conversion) {
    bool wide = conversion->specifier == 'S' || conversion->length == LENGTH_LONG;
    if (!string) return; // libc prints "(null)"
    if (wide) check_wide_string_within(string, conversion->precision);
    else check_string_within(string, conversion->precision);
}

static size_t integer_size(enum length length) {
    switch (length) {
    case LENGTH_CHAR: return sizeof(char);
    case LENGTH_SHORT: return sizeof(short);
    case LENGTH_LONG: return sizeof(long);
    case LENGTH_LONG_LONG: return sizeof(long long);
    default: return sizeof(int);
    }
}

static void check_arguments(const char *format, va_list given) {
    va_list arguments;
    va_copy(arguments, given);
    check_string(format);
    struct conversion conversion;
    for (const char *at = format; (at = next_print_conversion(at, &conversion));) {
        if (conversion.width_argument) va_arg(arguments, int);
        if (conversion.precision_argument) {
            int precision = va_arg(arguments, int);
            conversion.precision = precision < 0 ? SIZE_MAX : (size_t)precision;
        }
        switch (conversion.specifier) {
        case 's':
        case 'S': check_printed_string(va_arg(arguments, const void *), &conversion); break;
        case 'n': check_write(va_arg(arguments, void *), integer_size(conversion.length)); break;
        case 'm': break;
        case 'a':
        case 'A':
        case 'e':
        case 'E':
        case 'f':
        case 'F':
        case 'g':
        case 'G':
            if (conversion.length == LENGTH_LONG_DOUBLE) va_arg(arguments, long double);
            else va_arg(arguments, double);
            break;
        default:
            if (conversion.length == LENGTH_LONG_LONG) va_arg(arguments, long long);
            else va_arg(arguments, int);
        }
    }
    va_end(arguments);
}

/// What would be printed fits into the `size` bytes at `to`, so far as it is printed at all.
static void check_buffer(char *to, size_t size, const char *format, va_list given) {
    va_list arguments;
    va_copy(arguments, given);
    int length = __real_vsnprintf(NULL, 0, format, arguments);
    va_end(arguments);
    if (length < 0 || size == 0) return;
    check_write(to, (size_t)length < size ? (size_t)length + 1 : size);
}

INTERCEPT(int, vfprintf, FILE *file, const char *format, va_list arguments) {
    check_arguments(format, arguments);
    return __real_vfprintf(file, format, arguments);
}

int __wrap_vsnprintf(char *to, size_t size, const char *format, va_list arguments) {
    check_buffer(to, size, format, arguments);
    return __real_vsnprintf(to, size, format, arguments);
}

INTERCEPT(int, puts, const char *string) {
    check_string(string);
    return __real_puts(string);
}

INTERCEPT(int, fputs, const char *string, FILE *file) {
    check_string(string);
    return __real_fputs(string, file);
}
