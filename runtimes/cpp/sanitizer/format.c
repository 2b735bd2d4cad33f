#include "format.h"
#include <stdint.h>

/// The start of the conversion after the next `%` that doesn't stand for itself; null when there is none.
static const char *conversion_start(const char *format) {
    for (; *format; format++) {
        if (*format != '%') continue;
        if (format[1] != '%') return format + 1;
        format++;
    }
    return NULL;
}

static bool contains(const char *set, char character) {
    for (; *set; set++)
        if (*set == character) return true;
    return false;
}

static const char *parse_number(const char *at, size_t *number) {
    *number = 0;
    for (; *at >= '0' && *at <= '9'; at++) *number = *number * 10 + (size_t)(*at - '0');
    return at;
}

/// On wasm32 `l`, `z` and `t` are all 32 bits wide, `j` is 64.
static const char *parse_length(const char *at, enum length *length) {
    *length = LENGTH_NONE;
    switch (*at) {
    case 'h':
        *length = at[1] == 'h' ? LENGTH_CHAR : LENGTH_SHORT;
        return at[1] == 'h' ? at + 2 : at + 1;
    case 'l':
        *length = at[1] == 'l' ? LENGTH_LONG_LONG : LENGTH_LONG;
        return at[1] == 'l' ? at + 2 : at + 1;
    case 'j': *length = LENGTH_LONG_LONG; return at + 1;
    case 'z':
    case 't': *length = LENGTH_LONG; return at + 1;
    case 'L': *length = LENGTH_LONG_DOUBLE; return at + 1;
    default: return at;
    }
}

const char *next_print_conversion(const char *format, struct conversion *conversion) {
    const char *at = conversion_start(format);
    if (!at) return NULL;
    *conversion = (struct conversion){.precision = SIZE_MAX};
    while (*at && contains("-+ #0'", *at)) at++;
    conversion->width_argument = *at == '*';
    at = *at == '*' ? at + 1 : parse_number(at, &conversion->width);
    if (*at == '$') return NULL;
    if (*at == '.') {
        conversion->precision_argument = at[1] == '*';
        at = at[1] == '*' ? at + 2 : parse_number(at + 1, &conversion->precision);
    }
    at = parse_length(at, &conversion->length);
    conversion->specifier = *at;
    return *at ? at + 1 : NULL;
}

/// Behind the `]` of a set of characters; `at` is behind its `[`.
static const char *set_end(const char *at) {
    if (*at == '^') at++;
    if (*at == ']') at++;
    while (*at && *at != ']') at++;
    return *at ? at + 1 : at;
}

const char *next_scan_conversion(const char *format, struct conversion *conversion) {
    const char *at = conversion_start(format);
    if (!at) return NULL;
    *conversion = (struct conversion){.suppressed = *at == '*', .precision = SIZE_MAX};
    if (conversion->suppressed) at++;
    at = parse_number(at, &conversion->width);
    if (*at == '$') return NULL;
    conversion->allocates = *at == 'm';
    if (conversion->allocates) at++;
    at = parse_length(at, &conversion->length);
    conversion->specifier = *at;
    if (*at == '[') return set_end(at + 1);
    return *at ? at + 1 : NULL;
}
