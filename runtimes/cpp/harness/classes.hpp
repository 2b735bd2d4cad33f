/// Enumerations, records and other classes, and whatever else has no conversion of its own.
#pragma once

#include "convert.hpp"
#include "json.hpp"
#include "members.hpp"

#include <exception>
#include <string>

namespace dualgauge {

/// The position of the enumerator called `name` (in whatever naming style) among the arguments in `pretty`, -1 if there
/// is none.
int find_enumerator(const char *pretty, std::string_view name);

/// Enumerators from 0 to this are known by name.
inline constexpr int max_enumerator = 63;

template <auto... E>
const char *pretty_enumerators() {
    return __PRETTY_FUNCTION__;
}

/// Whether a number is among the values of an enumeration; those of one without a fixed type end with its enumerators.
template <class T, int I>
concept EnumerationHolds =
    requires { pretty_enumerators<__builtin_bit_cast(T, static_cast<std::underlying_type_t<T>>(I))>(); };

/// How many numbers, from 0, may be those of an enumerator.
template <class T, int Last = max_enumerator>
consteval int enumerator_count() {
    if constexpr (std::is_same_v<std::underlying_type_t<T>, bool>)
        return 2;
    else if constexpr (Last == 0 || EnumerationHolds<T, Last>)
        return Last + 1;
    else
        return enumerator_count<T, Last / 2>();
}

/// An enumeration: decoded from its number or an enumerator's name, encoded as its number.
template <class T>
struct Enumeration {
    using Number = std::underlying_type_t<T>;
    static constexpr bool decodes = true;
    static Fit decode(const Value &value, T &out) {
        Number number{};
        Fit fit = unfit;
        if (value.is_text()) {
            const int index = [&]<int... I>(std::integer_sequence<int, I...>) {
                // A cast would refuse numbers outside the enumeration's range.
                return find_enumerator(pretty_enumerators<__builtin_bit_cast(T, static_cast<Number>(I))...>(), value.text);
            }(std::make_integer_sequence<int, enumerator_count<T>()>());
            number = static_cast<Number>(index);
            fit = index < 0 ? unfit : exact;
        } else {
            fit = worse(Convert<Number>::decode(value, number), close);
        }
        out = static_cast<T>(number);
        return fit;
    }
    static void encode(const T &value, Writer &out) { out.integer(static_cast<Integer>(static_cast<Number>(value))); }
};

/// A class that can be made from a text, if anything.
template <class T>
struct FromText {
    static constexpr bool decodes = Fresh<T> && __is_constructible(T, std::string &&) && __is_assignable(T &, T &&);
    static Fit decode(const Value &value, T &out) {
        std::string_view text;
        const Fit fit = worse(decode_text(value, text), stretched);
        if constexpr (decodes)
            if (fit)
                out = T(std::string(text));
        return fit;
    }
};

/// An exception that is returned.
template <class T>
struct ExceptionObject : NotDecoded<T> {
    static void encode(const T &value, Writer &out) { out.exception(type_name(pretty_type<T>()), value.what()); }
};

/// Nothing is known of it but its type's name.
template <class T>
struct Opaque : FromText<T> {
    static void encode(const T &, Writer &out) { out.opaque(type_name(pretty_type<T>())); }
};
template <class T>
    requires(!Complete<T>)
struct Opaque<T> {
    static constexpr bool decodes = false;
};
/// Functions and members, which aren't made from anything.
template <class T>
    requires(std::is_member_pointer_v<T> || std::is_function_v<T>)
struct Opaque<T> {
    static constexpr bool decodes = false;
    static void encode(const T &, Writer &out) { out.opaque(type_name(pretty_type<T>())); }
};

template <class T>
constexpr auto conversion_of_other() {
    if constexpr (std::is_enum_v<T>)
        return static_cast<Enumeration<T> *>(nullptr);
    else if constexpr (!Complete<T> || !std::is_class_v<T>)
        return static_cast<Opaque<T> *>(nullptr);
    else if constexpr (JsonLike<T>)
        return static_cast<JsonConversion<T> *>(nullptr);
    else if constexpr (std::is_base_of_v<std::exception, T>)
        return static_cast<ExceptionObject<T> *>(nullptr);
    else if constexpr (has_members<T>())
        return static_cast<Record<T> *>(nullptr);
    else
        return static_cast<Opaque<T> *>(nullptr);
}

/// What no other header converts.
template <class T>
struct Convert : std::remove_pointer_t<decltype(conversion_of_other<T>())> {};

} // namespace dualgauge
