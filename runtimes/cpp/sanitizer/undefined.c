/// The handlers of UndefinedBehaviorSanitizer. A place is reported once. The program goes on after it, except where
/// there is nothing sensible to go on with: those handlers trap.
///
/// Each handler has a second name with `_abort`, which clang calls for checks that don't recover.
#include "../runtime/host.h"
#include "undefined_data.h"

static void report(const char *kind, struct location *location, const struct text *detail) {
    if (location->column == REPORTED) return;
    const char *file = location->file ? location->file : "";
    dg_undefined(kind, __builtin_strlen(kind), file, __builtin_strlen(file), location->line, location->column,
                 detail->characters, detail->length);
    location->column = REPORTED;
}

static void report_text(const char *kind, struct location *location, const char *detail) {
    struct text text = {0};
    append_text(&text, detail);
    report(kind, location, &text);
}

#define HANDLER(name, parameters)                                                                                     \
    void __ubsan_handle_##name##_abort parameters __attribute__((alias("__ubsan_handle_" #name)));                     \
    void __ubsan_handle_##name parameters

struct overflow_data {
    struct location location;
    const struct type *type;
};

static const char *overflow_kind(const struct type *type) {
    return is_signed_integer(type) ? "signed-overflow" : "unsigned-overflow";
}

static void report_overflow(struct overflow_data *data, value_handle left, const char *operator, value_handle right) {
    struct text text = {0};
    append_value(&text, data->type, left);
    append_text(&text, operator);
    append_value(&text, data->type, right);
    append_text(&text, " cannot be represented in type ");
    append_text(&text, data->type->name);
    report(overflow_kind(data->type), &data->location, &text);
}

HANDLER(add_overflow, (struct overflow_data *data, value_handle left, value_handle right)) {
    report_overflow(data, left, " + ", right);
}

HANDLER(sub_overflow, (struct overflow_data *data, value_handle left, value_handle right)) {
    report_overflow(data, left, " - ", right);
}

HANDLER(mul_overflow, (struct overflow_data *data, value_handle left, value_handle right)) {
    report_overflow(data, left, " * ", right);
}

HANDLER(negate_overflow, (struct overflow_data *data, value_handle value)) {
    struct text text = {0};
    append_text(&text, "negation of ");
    append_value(&text, data->type, value);
    append_text(&text, " cannot be represented in type ");
    append_text(&text, data->type->name);
    report(overflow_kind(data->type), &data->location, &text);
}

HANDLER(divrem_overflow, (struct overflow_data *data, value_handle left, value_handle right)) {
    if (is_signed_integer(data->type) && is_negative(data->type, right)) {
        report_overflow(data, left, " / ", right);
    } else {
        report_text("division-by-zero", &data->location, "division by zero");
    }
}

struct shift_data {
    struct location location;
    const struct type *left_type;
    const struct type *right_type;
};

HANDLER(shift_out_of_bounds, (struct shift_data *data, value_handle left, value_handle right)) {
    struct text text = {0};
    append_text(&text, "shift of ");
    append_value(&text, data->left_type, left);
    append_text(&text, " of type ");
    append_text(&text, data->left_type->name);
    append_text(&text, " by ");
    append_value(&text, data->right_type, right);
    append_text(&text, " places");
    report("shift", &data->location, &text);
}

struct bounds_data {
    struct location location;
    const struct type *array_type;
    const struct type *index_type;
};

HANDLER(out_of_bounds, (struct bounds_data *data, value_handle index)) {
    struct text text = {0};
    append_text(&text, "index ");
    append_value(&text, data->index_type, index);
    append_text(&text, " out of bounds for type ");
    append_text(&text, data->array_type->name);
    report("out-of-bounds", &data->location, &text);
}

struct type_mismatch_data {
    struct location location;
    const struct type *type;
    uint8_t log_alignment;
    uint8_t check;
};

static const char *const accesses[] = {
    "load of",           "store to",      "reference binding to", "member access within",
    "member call on",    "constructor call on", "downcast of",    "downcast of",
    "upcast of",         "cast to virtual base of", "nonnull binding to", "dynamic operation on",
};

HANDLER(type_mismatch_v1, (struct type_mismatch_data *data, uintptr_t pointer)) {
    bool known = data->check < sizeof accesses / sizeof accesses[0];
    bool misaligned = pointer & (((uintptr_t)1 << data->log_alignment) - 1);
    const char *kind = pointer == 0 ? "null-pointer" : misaligned ? "misaligned" : "object-size";
    struct text text = {0};
    append_text(&text, known ? accesses[data->check] : "use of");
    append_text(&text, pointer == 0 ? " null pointer" : misaligned ? " misaligned address " : " address ");
    if (pointer != 0) append_hexadecimal(&text, pointer);
    append_text(&text, misaligned || pointer == 0 ? " of type " : " with insufficient space for an object of type ");
    append_text(&text, data->type->name);
    report(kind, &data->location, &text);
    if (!misaligned) __builtin_trap();
}

struct alignment_assumption_data {
    struct location location;
    struct location assumption;
    const struct type *type;
};

HANDLER(alignment_assumption,
        (struct alignment_assumption_data *data, uintptr_t pointer, uintptr_t alignment, uintptr_t offset)) {
    struct text text = {0};
    append_text(&text, "address ");
    append_hexadecimal(&text, pointer - offset);
    append_text(&text, " was assumed to be a multiple of ");
    append_number(&text, alignment, false);
    report("alignment-assumption", &data->location, &text);
}

struct place_data {
    struct location location;
};

HANDLER(builtin_unreachable, (struct place_data *data)) {
    report_text("unreachable", &data->location, "execution reached an unreachable place");
    __builtin_trap();
}

HANDLER(missing_return, (struct place_data *data)) {
    report_text("missing-return", &data->location, "a function ended without returning its value");
    __builtin_trap();
}

HANDLER(pointer_overflow, (struct place_data *data, uintptr_t base, uintptr_t result)) {
    if (base == 0 && result == 0) return; // undefined until C23, but what every empty buffer does
    struct text text = {0};
    append_text(&text, base == 0 ? "offset to a null pointer gives " : "pointer arithmetic wraps around: ");
    if (base != 0) {
        append_hexadecimal(&text, base);
        append_text(&text, " to ");
    }
    append_hexadecimal(&text, result);
    report("pointer-overflow", &data->location, &text);
}

struct typed_data {
    struct location location;
    const struct type *type;
};

HANDLER(vla_bound_not_positive, (struct typed_data *data, value_handle bound)) {
    struct text text = {0};
    append_text(&text, "the length of an array is ");
    append_value(&text, data->type, bound);
    report("negative-vla", &data->location, &text);
}

HANDLER(load_invalid_value, (struct typed_data *data, value_handle value)) {
    static const char boolean[] = "'bool'", c_boolean[] = "'_Bool'";
    bool is_boolean = !__builtin_strcmp(data->type->name, boolean) || !__builtin_strcmp(data->type->name, c_boolean);
    struct text text = {0};
    append_text(&text, "load of ");
    append_value(&text, data->type, value);
    append_text(&text, ", not a value of type ");
    append_text(&text, data->type->name);
    report(is_boolean ? "invalid-bool" : "invalid-enum", &data->location, &text);
}

HANDLER(function_type_mismatch, (struct typed_data *data, uintptr_t function)) {
    (void)function;
    struct text text = {0};
    append_text(&text, "call of a function of another type than ");
    append_text(&text, data->type->name);
    report("function-type", &data->location, &text);
}

struct conversion_data {
    struct location location;
    const struct type *from;
    const struct type *to;
};

static void report_conversion(const char *kind, struct conversion_data *data, value_handle value) {
    struct text text = {0};
    append_value(&text, data->from, value);
    append_text(&text, " is outside the range of type ");
    append_text(&text, data->to->name);
    report(kind, &data->location, &text);
}

HANDLER(float_cast_overflow, (struct conversion_data *data, value_handle value)) {
    report_conversion("float-cast", data, value);
}

HANDLER(implicit_conversion, (struct conversion_data *data, value_handle from, value_handle to)) {
    (void)to;
    report_conversion("implicit-conversion", data, from);
}

struct builtin_data {
    struct location location;
    uint8_t builtin;
};

HANDLER(invalid_builtin, (struct builtin_data *data)) {
    static const char *const misuses[] = {"zero passed to ctz()", "zero passed to clz()", "an assumption is false"};
    bool known = data->builtin < sizeof misuses / sizeof misuses[0];
    report_text("invalid-builtin", &data->location, known ? misuses[data->builtin] : "invalid use of a builtin");
}

HANDLER(nonnull_arg, (struct place_data *data)) {
    report_text("nonnull", &data->location, "null pointer passed where a parameter is declared never to be null");
}

HANDLER(nullability_arg, (struct place_data *data)) { __ubsan_handle_nonnull_arg(data); }

/// The place of the `return` comes apart from the attribute's.
HANDLER(nonnull_return_v1, (struct place_data *data, struct location *location)) {
    (void)data;
    report_text("nonnull", location, "null pointer returned from a function declared never to return it");
}

HANDLER(nullability_return_v1, (struct place_data *data, struct location *location)) {
    __ubsan_handle_nonnull_return_v1(data, location);
}

/// The check of local bounds knows no place.
HANDLER(local_out_of_bounds, (void)) {
    static struct location nowhere;
    report_text("out-of-bounds", &nowhere, "access outside of a local variable");
}
