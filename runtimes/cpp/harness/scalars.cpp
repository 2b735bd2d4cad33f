// Conversions of the types that are not templates of the candidate's.

#include "convert.hpp"

#include "text.hpp"

#include <charconv>
#include <climits>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <limits>

namespace dualgauge {

void *keep(size_t size) {
    // Never freed, but reachable, so that a search for leaks doesn't take it for the candidate's.
    struct Block {
        Block *next;
    };
    static Block *blocks = nullptr;
    constexpr size_t header = alignof(std::max_align_t) > sizeof(Block) ? alignof(std::max_align_t) : sizeof(Block);
    auto *block = static_cast<Block *>(std::calloc(1, header + size));
    block->next = blocks;
    blocks = block;
    return reinterpret_cast<char *>(block) + header;
}

char *keep_text(std::string_view text) {
    char *copy = static_cast<char *>(keep(text.size() + 1));
    std::memcpy(copy, text.data(), text.size());
    return copy;
}

Fit decode_whole(const Value &value, Integer smallest, Integer largest, Integer &out) {
    Fit fit = exact;
    if (value.kind == Kind::integer) {
        out = value.integer;
    } else if (value.kind == Kind::boolean) {
        out = value.truth;
        fit = stretched;
    } else if (value.kind == Kind::real && std::fabs(value.real) < 9007199254740992.0 && std::trunc(value.real) == value.real) {
        out = static_cast<long long>(value.real);
        fit = stretched;
    } else {
        return unfit;
    }
    return out < smallest || out > largest ? unfit : fit;
}

Fit decode_unsigned(const Value &value, Unsigned largest, Unsigned &out) {
    constexpr Unsigned most = ~Unsigned{0} >> 1;
    Integer number = 0;
    const Fit fit = decode_whole(value, 0, static_cast<Integer>(largest < most ? largest : most), number);
    out = static_cast<Unsigned>(number);
    return fit;
}

Fit decode_real(const Value &value, double &out) {
    if (value.kind == Kind::real) {
        out = value.real;
        return exact;
    }
    if (value.kind == Kind::huge || (value.kind == Kind::scalar && std::strcmp(value.form, "decimal") == 0)) {
        out = std::strtod(value.text.c_str(), nullptr);
        return stretched;
    }
    if (value.kind != Kind::integer)
        return unfit;
    out = static_cast<double>(value.integer);
    return close;
}

Fit decode_text(const Value &value, std::string_view &out) {
    out = value.text;
    if (value.is_text())
        return exact;
    return value.is_bytes() ? close : value.kind == Kind::scalar ? stretched : unfit;
}

Fit decode_bytes(const Value &value, std::string &out) {
    std::string_view content;
    if (decode_text(value, content) != unfit) {
        out = content;
        return value.is_bytes() ? exact : close;
    }
    if (sequence_fit(value) < close)
        return unfit;
    out.clear();
    for (size_t i = 0; i < value.size(); ++i) {
        Integer byte = 0;
        if (decode_whole(value[i], 0, 255, byte) != exact)
            return unfit;
        out += static_cast<char>(byte);
    }
    return close;
}

Fit sequence_fit(const Value &value) {
    if (value.is_sequence())
        return value.kind == Kind::list ? exact : close;
    return value.is_mapping() ? stretched : unfit;
}

void encode_float(float value, Writer &out) {
    // The shortest text that gives the same float: 0.1f is 0.1.
    char text[32];
    if (std::isfinite(value)) {
        *std::to_chars(text, text + sizeof text - 1, value).ptr = 0;
        out.real(std::strtod(text, nullptr));
    } else {
        out.real(static_cast<double>(value));
    }
}

void encode_terminated(const char *text, size_t size, Writer &out) {
    const void *end = std::memchr(text, 0, size);
    out.text({text, end ? static_cast<size_t>(static_cast<const char *>(end) - text) : size});
}

namespace {

template <class T>
Fit number(const Value &value, T &out) {
    Fit fit;
    if constexpr (static_cast<T>(-1) < static_cast<T>(0)) {
        Integer wide = 0;
        fit = decode_whole(value, std::numeric_limits<T>::min(), std::numeric_limits<T>::max(), wide);
        out = static_cast<T>(wide);
    } else {
        Unsigned wide = 0;
        fit = decode_unsigned(value, std::numeric_limits<T>::max(), wide);
        out = static_cast<T>(wide);
    }
    return fit;
}

/// A text of one character.
template <class T>
Fit character(const Value &value, char32_t largest, T &out) {
    std::string_view rest = value.text;
    if (!value.is_text() || rest.empty())
        return unfit;
    const char32_t c = take_utf8(rest);
    out = static_cast<T>(c);
    return rest.empty() && c <= largest ? exact : unfit;
}

void encode_character(char32_t c, Writer &out) {
    std::string text;
    add_utf8(text, c);
    out.text(text);
}

} // namespace

#define WHOLE(T)                                                                                                         \
    Fit Convert<T>::decode(const Value &value, T &out) { return number<T>(value, out); }                                 \
    void Convert<T>::encode(const T &value, Writer &out) { out.integer(value); }

WHOLE(short)
WHOLE(unsigned short)
WHOLE(int)
WHOLE(unsigned)
WHOLE(long)
WHOLE(unsigned long)
WHOLE(long long)
WHOLE(unsigned long long)

Fit Convert<Integer>::decode(const Value &value, Integer &out) {
    constexpr Integer largest = static_cast<Integer>(~Unsigned{0} >> 1);
    return decode_whole(value, -largest - 1, largest, out);
}
void Convert<Integer>::encode(const Integer &value, Writer &out) { out.integer(value); }
Fit Convert<Unsigned>::decode(const Value &value, Unsigned &out) { return decode_unsigned(value, ~Unsigned{0}, out); }
void Convert<Unsigned>::encode(const Unsigned &value, Writer &out) { out.unsigned_integer(value); }

#define SMALL(T)                                                                                                         \
    Fit Convert<T>::decode(const Value &value, T &out) {                                                                 \
        const Fit fit = number<T>(value, out);                                                                           \
        return fit ? fit : worse(stretched, character(value, 0x7f, out));                                                \
    }                                                                                                                    \
    void Convert<T>::encode(const T &value, Writer &out) { out.integer(value); }

SMALL(signed char)
SMALL(unsigned char)

Fit Convert<std::byte>::decode(const Value &value, std::byte &out) {
    unsigned char number = 0;
    const Fit fit = Convert<unsigned char>::decode(value, number);
    out = static_cast<std::byte>(number);
    return fit;
}
void Convert<std::byte>::encode(const std::byte &value, Writer &out) { out.integer(static_cast<int>(value)); }

Fit Convert<bool>::decode(const Value &value, bool &out) {
    if (value.kind == Kind::integer && (value.integer == 0 || value.integer == 1)) {
        out = value.integer != 0;
        return stretched;
    }
    out = value.truth;
    return value.kind == Kind::boolean ? exact : unfit;
}
void Convert<bool>::encode(const bool &value, Writer &out) { out.boolean(value); }

Fit Convert<char>::decode(const Value &value, char &out) {
    if ((value.is_text() || value.is_bytes()) && value.text.size() == 1) {
        out = value.text[0];
        return exact;
    }
    Integer number = 0;
    if (decode_whole(value, CHAR_MIN, CHAR_MAX, number) != exact)
        return unfit;
    out = static_cast<char>(number);
    return stretched;
}
void Convert<char>::encode(const char &value, Writer &out) { out.text({&value, 1}); }

#define CHARACTER(T, LARGEST)                                                                                            \
    Fit Convert<T>::decode(const Value &value, T &out) { return character(value, LARGEST, out); }                        \
    void Convert<T>::encode(const T &value, Writer &out) { encode_character(static_cast<char32_t>(value), out); }

CHARACTER(wchar_t, 0x10ffff)
CHARACTER(char8_t, 0x7f)
CHARACTER(char16_t, 0xffff)
CHARACTER(char32_t, 0x10ffff)

Fit Convert<double>::decode(const Value &value, double &out) { return decode_real(value, out); }
void Convert<double>::encode(const double &value, Writer &out) { out.real(value); }

Fit Convert<float>::decode(const Value &value, float &out) {
    double wide = 0;
    const Fit fit = decode_real(value, wide);
    out = static_cast<float>(wide);
    return worse(fit, close);
}
void Convert<float>::encode(const float &value, Writer &out) { encode_float(value, out); }

Fit Convert<long double>::decode(const Value &value, long double &out) {
    double wide = 0;
    const Fit fit = decode_real(value, wide);
    out = wide;
    return fit;
}
void Convert<long double>::encode(const long double &value, Writer &out) { out.real(static_cast<double>(value)); }

Fit Convert<std::nullptr_t>::decode(const Value &value, std::nullptr_t &) { return value.is_null() ? exact : unfit; }
void Convert<std::nullptr_t>::encode(const std::nullptr_t &, Writer &out) { out.null(); }

Fit Convert<std::string>::decode(const Value &value, std::string &out) {
    std::string_view text;
    const Fit fit = decode_text(value, text);
    if (fit)
        out = text;
    return fit;
}
void Convert<std::string>::encode(const std::string &value, Writer &out) { out.text(value); }

Fit Convert<std::string_view>::decode(const Value &value, std::string_view &out) {
    std::string_view text;
    const Fit fit = decode_text(value, text);
    if (fit)
        out = {keep_text(text), text.size()};
    return fit;
}
void Convert<std::string_view>::encode(const std::string_view &value, Writer &out) { out.text(value); }

Fit Convert<std::u8string>::decode(const Value &value, std::u8string &out) {
    out.assign(reinterpret_cast<const char8_t *>(value.text.data()), value.text.size());
    return value.is_text() ? exact : unfit;
}
void Convert<std::u8string>::encode(const std::u8string &value, Writer &out) {
    out.text({reinterpret_cast<const char *>(value.data()), value.size()});
}

Fit Convert<std::u16string>::decode(const Value &value, std::u16string &out) {
    from_utf8(value.text, out);
    return value.is_text() ? exact : unfit;
}
void Convert<std::u16string>::encode(const std::u16string &value, Writer &out) { out.text(utf8_of(value)); }

Fit Convert<std::u32string>::decode(const Value &value, std::u32string &out) {
    from_utf8(value.text, out);
    return value.is_text() ? exact : unfit;
}
void Convert<std::u32string>::encode(const std::u32string &value, Writer &out) { out.text(utf8_of(value)); }

Fit Convert<std::wstring>::decode(const Value &value, std::wstring &out) {
    std::u32string wide;
    from_utf8(value.text, wide);
    out.assign(wide.begin(), wide.end());
    return value.is_text() ? exact : unfit;
}
void Convert<std::wstring>::encode(const std::wstring &value, Writer &out) {
    out.text(utf8_of(std::u32string(value.begin(), value.end())));
}

Fit Convert<std::filesystem::path>::decode(const Value &value, std::filesystem::path &out) {
    std::string_view text;
    const Fit fit = decode_text(value, text);
    if (fit)
        out = std::filesystem::path(text);
    return worse(fit, close);
}
void Convert<std::filesystem::path>::encode(const std::filesystem::path &value, Writer &out) { out.text(value.native()); }

#define BYTES(T)                                                                                                         \
    Fit Convert<std::vector<T>>::decode(const Value &value, std::vector<T> &out) {                                       \
        std::string bytes;                                                                                               \
        const Fit fit = decode_bytes(value, bytes);                                                                      \
        const T *data = reinterpret_cast<const T *>(bytes.data());                                                       \
        out.assign(data, data + bytes.size());                                                                           \
        return fit;                                                                                                      \
    }                                                                                                                    \
    void Convert<std::vector<T>>::encode(const std::vector<T> &value, Writer &out) {                                     \
        encode_adjacent(value.data(), value.size(), out);                                                                \
    }

BYTES(unsigned char)
BYTES(std::byte)

Fit Convert<std::vector<char>>::decode(const Value &value, std::vector<char> &out) {
    std::string_view text;
    const Fit fit = decode_text(value, text);
    out.assign(text.begin(), text.end());
    if (fit)
        return worse(fit, close);
    // A list of texts of one character.
    if (sequence_fit(value) < close)
        return unfit;
    for (size_t i = 0; i < value.size(); ++i) {
        char c = 0;
        if (!Convert<char>::decode(value[i], c))
            return unfit;
        out.push_back(c);
    }
    return sequence_fit(value);
}
void Convert<std::vector<char>>::encode(const std::vector<char> &value, Writer &out) {
    encode_adjacent(value.data(), value.size(), out);
}

} // namespace dualgauge
