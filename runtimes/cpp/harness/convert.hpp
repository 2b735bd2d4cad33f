/// `Convert<T>`: how a C++ type is made from a value and written as one.
///
///     static constexpr bool decodes;                 // whether a parameter of this type can be given
///     static Fit decode(const Value &, T &);         // into a default-constructed object
///     static void encode(const T &, Writer &);       // for every type; `$opaque` if it says nothing
///
/// The types that nearly every candidate uses are compiled once (`scalars.cpp`); what is here is kept small, because each
/// candidate pays for what it instantiates.
#pragma once

#include "value.hpp"
#include "writer.hpp"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace dualgauge {

/// How well a value suits a type; overloads and alternatives of a variant are chosen by it.
enum Fit : unsigned char {
    unfit,
    /// It takes some goodwill: a truth value for an int, pairs for a mapping.
    stretched,
    /// A usual conversion: a whole number for a double, bytes for a string.
    close,
    exact,
};

constexpr Fit worse(Fit a, Fit b) { return a < b ? a : b; }

template <class T>
struct Convert;

template <class T>
concept Complete = std::is_object_v<T> && requires { sizeof(T); };

/// Whether an object can be made without arguments.
template <class T>
concept Fresh = Complete<T> && __is_constructible(T);

template <class T>
concept Decodable = Fresh<T> && Convert<T>::decodes;

/// The compiler's name of a type, to be read with `type_name`.
template <class T>
const char *pretty_type() {
    return __PRETTY_FUNCTION__;
}

/// For types that are never given.
template <class T>
struct NotDecoded {
    static constexpr bool decodes = false;
    static Fit decode(const Value &, T &) { return unfit; }
};

/// Memory that stays until the guest ends: what views and pointers among the arguments refer to.
void *keep(size_t size);
char *keep_text(std::string_view text);

/// What the templates below share.
Fit decode_whole(const Value &value, Integer smallest, Integer largest, Integer &out);
Fit decode_unsigned(const Value &value, Unsigned largest, Unsigned &out);
Fit decode_real(const Value &value, double &out);
Fit decode_text(const Value &value, std::string_view &out);
/// Bytes, text or a list of numbers from 0 to 255.
Fit decode_bytes(const Value &value, std::string &out);
void encode_float(float value, Writer &out);
/// A text that ends at the first NUL or after `size` bytes.
void encode_terminated(const char *text, size_t size, Writer &out);
/// How well the items of a value suit a sequence.
Fit sequence_fit(const Value &value);

// Declares a conversion whose functions are compiled in the runtime module.
#define DUALGAUGE_COMPILED(...)                                                                                          \
    template <>                                                                                                          \
    struct Convert<__VA_ARGS__> {                                                                                        \
        static constexpr bool decodes = true;                                                                            \
        static Fit decode(const Value &value, __VA_ARGS__ &out);                                                         \
        static void encode(__VA_ARGS__ const &value, Writer &out);                                                       \
    };

DUALGAUGE_COMPILED(bool)
DUALGAUGE_COMPILED(char)
DUALGAUGE_COMPILED(wchar_t)
DUALGAUGE_COMPILED(char8_t)
DUALGAUGE_COMPILED(char16_t)
DUALGAUGE_COMPILED(char32_t)
DUALGAUGE_COMPILED(signed char)
DUALGAUGE_COMPILED(unsigned char)
DUALGAUGE_COMPILED(std::byte)
DUALGAUGE_COMPILED(short)
DUALGAUGE_COMPILED(unsigned short)
DUALGAUGE_COMPILED(int)
DUALGAUGE_COMPILED(unsigned)
DUALGAUGE_COMPILED(long)
DUALGAUGE_COMPILED(unsigned long)
DUALGAUGE_COMPILED(long long)
DUALGAUGE_COMPILED(unsigned long long)
DUALGAUGE_COMPILED(Integer)
DUALGAUGE_COMPILED(Unsigned)
DUALGAUGE_COMPILED(float)
DUALGAUGE_COMPILED(double)
DUALGAUGE_COMPILED(long double)
DUALGAUGE_COMPILED(std::string)
DUALGAUGE_COMPILED(std::string_view)
DUALGAUGE_COMPILED(std::wstring)
DUALGAUGE_COMPILED(std::u8string)
DUALGAUGE_COMPILED(std::u16string)
DUALGAUGE_COMPILED(std::u32string)
DUALGAUGE_COMPILED(std::filesystem::path)
DUALGAUGE_COMPILED(std::vector<char>)
DUALGAUGE_COMPILED(std::vector<unsigned char>)
DUALGAUGE_COMPILED(std::vector<std::byte>)
DUALGAUGE_COMPILED(std::nullptr_t)

template <class T>
struct Convert<const T> : Convert<T> {};

/// Types whose sequences are bytes.
template <class T>
inline constexpr bool is_byte = false;
template <>
inline constexpr bool is_byte<unsigned char> = true;
template <>
inline constexpr bool is_byte<std::byte> = true;
template <>
inline constexpr bool is_byte<char> = true;
template <>
inline constexpr bool is_byte<char8_t> = true;

/// Adjacent bytes or characters as a value.
template <class T>
void encode_adjacent(const T *data, size_t size, Writer &out) {
    const std::string_view content(reinterpret_cast<const char *>(data), size);
    if constexpr (std::is_same_v<T, char> || std::is_same_v<T, char8_t>)
        out.text(content);
    else
        out.bytes(content);
}

} // namespace dualgauge
