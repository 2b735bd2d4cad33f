// Pointers to text and bytes, and errors as results.

#include "pointers.hpp"
#include "sums.hpp"

namespace dualgauge {

namespace {

Fit decode_characters(const Value &value, char *&out) {
    std::string_view text;
    const Fit fit = decode_text(value, text);
    out = fit ? keep_text(text) : nullptr;
    return value.is_null() ? exact : worse(fit, close);
}

} // namespace

Fit Convert<char *>::decode(const Value &value, char *&out) { return decode_characters(value, out); }
void Convert<char *>::encode(char *const &value, Writer &out) { value ? out.text(value) : out.null(); }

Fit Convert<const char *>::decode(const Value &value, const char *&out) {
    char *text = nullptr;
    const Fit fit = decode_characters(value, text);
    out = text;
    return fit;
}
void Convert<const char *>::encode(const char *const &value, Writer &out) { value ? out.text(value) : out.null(); }

Fit decode_many_bytes(const Value &value, void *pointer, size_t &size) {
    std::string bytes;
    const Fit fit = decode_bytes(value, bytes);
    size = bytes.size();
    *static_cast<char **>(pointer) = fit ? keep_text(bytes) : nullptr;
    return fit;
}

Fit decode_many_characters(const Value &value, void *pointer, size_t &size) {
    std::string_view text;
    const Fit fit = decode_text(value, text);
    size = text.size();
    *static_cast<char **>(pointer) = fit ? keep_text(text) : nullptr;
    return fit;
}

void encode_many_bytes(const void *pointer, size_t size, Writer &out) {
    out.bytes({*static_cast<const char *const *>(pointer), size});
}

void encode_many_characters(const void *pointer, size_t size, Writer &out) {
    out.text({*static_cast<const char *const *>(pointer), size});
}

Fit Convert<void *>::decode(const Value &value, void *&out) {
    size_t size = 0;
    return value.is_null() ? exact : worse(decode_many_bytes(value, &out, size), stretched);
}
void Convert<void *>::encode(void *const &value, Writer &out) { value ? out.opaque("void*") : out.null(); }

Fit Convert<const void *>::decode(const Value &value, const void *&out) {
    size_t size = 0;
    return value.is_null() ? exact : worse(decode_many_bytes(value, &out, size), stretched);
}
void Convert<const void *>::encode(const void *const &value, Writer &out) { value ? out.opaque("const void*") : out.null(); }

void Convert<std::error_code>::encode(const std::error_code &value, Writer &out) {
    value ? out.exception("std::error_code", value.message()) : out.null();
}

void Convert<std::error_condition>::encode(const std::error_condition &value, Writer &out) {
    value ? out.exception("std::error_condition", value.message()) : out.null();
}

void Convert<std::exception_ptr>::encode(const std::exception_ptr &value, Writer &out) {
    if (!value)
        return out.null();
    try {
        std::rethrow_exception(value);
    } catch (...) {
        const Raised raised = current_exception_report();
        out.exception(raised.type, raised.message);
    }
}

} // namespace dualgauge
