/// The scanf family. A target of known size is checked before anything is written to it; the length of a string
/// without a width is known only afterwards. All of libc's functions of the family call `vfscanf`.
#include "format.h"
#include "intercept.h"
#include <stdarg.h>
#include <stdio.h>

/// Conversions that are checked; those after them aren't.
#define TARGETS 64

struct target {
    void *memory;
    bool string; ///< a terminated string was written, of an unknown length
    bool wide;
};

struct targets {
    struct target list[TARGETS];
    size_t count;
};

static size_t number_size(const struct conversion *conversion) {
    bool floating = conversion->specifier && __builtin_strchr("aAeEfFgG", conversion->specifier);
    switch (conversion->length) {
    case LENGTH_CHAR: return sizeof(char);
    case LENGTH_SHORT: return sizeof(short);
    case LENGTH_LONG: return floating ? sizeof(double) : sizeof(long);
    case LENGTH_LONG_LONG: return sizeof(long long);
    case LENGTH_LONG_DOUBLE: return sizeof(long double);
    default: return sizeof(int);
    }
}

/// `number_size` of a float is that of an int.
_Static_assert(sizeof(float) == sizeof(int), "conversions without a length are of one size");

static struct target check_target(void *memory, const struct conversion *conversion) {
    bool wide = conversion->length == LENGTH_LONG;
    struct target target = {.memory = memory, .wide = wide};
    if (conversion->allocates) {
        check_write(memory, sizeof(char *));
        return target;
    }
    switch (conversion->specifier) {
    case 's':
    case '[':
        target.string = true;
        check_write(memory, 1);
        return target;
    case 'c':
        check_write(memory, (conversion->width ? conversion->width : 1) * (wide ? sizeof(wchar_t) : 1));
        return target;
    case 'p': check_write(memory, sizeof(void *)); return target;
    default: check_write(memory, number_size(conversion)); return target;
    }
}

static void check_targets(struct targets *targets, const char *format, va_list given) {
    va_list arguments;
    va_copy(arguments, given);
    check_string(format);
    targets->count = 0;
    struct conversion conversion;
    for (const char *at = format; (at = next_scan_conversion(at, &conversion));) {
        if (conversion.suppressed) continue;
        void *memory = va_arg(arguments, void *);
        struct target target = check_target(memory, &conversion);
        bool counted = conversion.specifier != 'n';
        if (counted && targets->count < TARGETS) targets->list[targets->count++] = target;
    }
    va_end(arguments);
}

/// The strings that `converted` conversions wrote. Their end is looked for without checks: it was just written.
static int check_written(const struct targets *targets, int converted) {
    for (size_t i = 0; i < targets->count && (int)i < converted; i++) {
        const struct target *target = &targets->list[i];
        if (!target->string) continue;
        size_t size = 0;
        if (target->wide) {
            while (((const wchar_t *)target->memory)[size] != L'\0') size++;
            check_write(target->memory, (size + 1) * sizeof(wchar_t));
        } else {
            while (((const char *)target->memory)[size] != '\0') size++;
            check_write(target->memory, size + 1);
        }
    }
    return converted;
}

INTERCEPT(int, vfscanf, FILE *file, const char *format, va_list arguments) {
    struct targets targets;
    check_targets(&targets, format, arguments);
    return check_written(&targets, __real_vfscanf(file, format, arguments));
}

INTERCEPT(int, vsscanf, const char *string, const char *format, va_list arguments) {
    check_string(string);
    return __real_vsscanf(string, format, arguments);
}
