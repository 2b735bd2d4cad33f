#include "undefined_data.h"
#include <stdio.h>

enum type_kind { KIND_INTEGER = 0, KIND_FLOAT = 1, KIND_BIT_INT = 2 };

#define INLINE_BITS 32u

static bool is_integer(const struct type *type) { return type->kind == KIND_INTEGER || type->kind == KIND_BIT_INT; }

/// `info` is the logarithm of the width in bits, and whether the type is signed.
static unsigned integer_bits(const struct type *type) { return 1u << (type->info >> 1); }

bool is_signed_integer(const struct type *type) { return is_integer(type) && (type->info & 1); }

/// An integer extended to 128 bits.
static __int128 integer(const struct type *type, value_handle value) {
    unsigned bits = integer_bits(type);
    unsigned __int128 raw = value;
    if (bits == 64) raw = *(const uint64_t *)value;
    if (bits >= 128) raw = *(const unsigned __int128 *)value;
    if (bits >= 128) return (__int128)raw;
    unsigned unused = 128 - bits;
    if (is_signed_integer(type)) return (__int128)(raw << unused) >> unused;
    return (__int128)(raw << unused >> unused);
}

bool is_negative(const struct type *type, value_handle value) {
    return is_signed_integer(type) && integer(type, value) < 0;
}

bool is_zero(const struct type *type, value_handle value) { return is_integer(type) && integer(type, value) == 0; }

static double floating(const struct type *type, value_handle value) {
    if (type->info == 64) return *(const double *)value;
    if (type->info > 64) return (double)*(const long double *)value;
    union {
        uint32_t bits;
        float value;
    } single = {.bits = (uint32_t)value};
    return single.value;
}

void append_value(struct text *text, const struct type *type, value_handle value) {
    if (is_integer(type)) {
        bool negative = is_negative(type, value);
        unsigned __int128 magnitude = (unsigned __int128)integer(type, value);
        append_number(text, negative ? -magnitude : magnitude, negative);
    } else if (type->kind == KIND_FLOAT) {
        char digits[40];
        snprintf(digits, sizeof digits, "%.17g", floating(type, value));
        append_text(text, digits);
    } else {
        append_text(text, "a value");
    }
}
