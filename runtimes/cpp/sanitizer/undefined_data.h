/// The static data that clang gives the handlers of UndefinedBehaviorSanitizer; the layouts are clang's.
#pragma once
#include "text.h"
#include <stdbool.h>
#include <stdint.h>

struct location {
    const char *file;
    uint32_t line;
    uint32_t column; ///< REPORTED once the place was reported
};

#define REPORTED UINT32_MAX

struct type {
    uint16_t kind; ///< enum type_kind
    uint16_t info;
    char name[]; ///< in quotes
};

/// An operand: the value itself when it has at most 32 bits, else a pointer to it.
typedef uintptr_t value_handle;

bool is_signed_integer(const struct type *type);

/// Whether an operand is an integer below, or equal to, zero.
bool is_negative(const struct type *type, value_handle value);
bool is_zero(const struct type *type, value_handle value);

/// Appends an operand's value as it would be written in the source.
void append_value(struct text *text, const struct type *type, value_handle value);
