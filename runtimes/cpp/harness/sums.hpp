/// Pairs, tuples, optional and alternative values, owning pointers, expected values and errors.
#pragma once

#include "convert.hpp"

#include <exception>
#include <expected>
#include <functional>
#include <memory>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>
#include <variant>

namespace dualgauge {

template <class A, class B>
struct Convert<std::pair<A, B>> {
    static constexpr bool decodes = Decodable<std::remove_const_t<A>> && Decodable<B>;
    static Fit decode(const Value &value, std::pair<A, B> &out) {
        if (!value.is_sequence() || value.size() != 2)
            return unfit;
        return worse(value.kind == Kind::tuple ? exact : close,
                     worse(Convert<A>::decode(value[0], out.first), Convert<B>::decode(value[1], out.second)));
    }
    static void encode(const std::pair<A, B> &value, Writer &out) {
        out.begin_tuple();
        Convert<A>::encode(value.first, out);
        Convert<B>::encode(value.second, out);
        out.end();
    }
};

template <class... T>
struct Convert<std::tuple<T...>> {
    static constexpr bool decodes = (Decodable<T> && ...);
    static Fit decode(const Value &value, std::tuple<T...> &out) {
        if (!value.is_sequence() || value.size() != sizeof...(T))
            return unfit;
        return [&]<size_t... I>(std::index_sequence<I...>) {
            Fit fit = value.kind == Kind::tuple ? exact : close;
            ((fit = worse(fit, Convert<T>::decode(value[I], std::get<I>(out)))), ...);
            return fit;
        }(std::index_sequence_for<T...>());
    }
    static void encode(const std::tuple<T...> &value, Writer &out) {
        out.begin_tuple();
        [&]<size_t... I>(std::index_sequence<I...>) {
            (Convert<std::remove_reference_t<T>>::encode(std::get<I>(value), out), ...);
        }(std::index_sequence_for<T...>());
        out.end();
    }
};

template <class T>
struct Convert<std::optional<T>> {
    static constexpr bool decodes = Decodable<T>;
    static Fit decode(const Value &value, std::optional<T> &out) {
        out.reset();
        if (value.is_null())
            return exact;
        T item{};
        const Fit fit = Convert<T>::decode(value, item);
        if (fit)
            out.emplace(static_cast<T &&>(item));
        return fit;
    }
    static void encode(const std::optional<T> &value, Writer &out) {
        if (value.has_value())
            Convert<T>::encode(*value, out);
        else
            out.null();
    }
};

template <>
struct Convert<std::monostate> {
    static constexpr bool decodes = true;
    static Fit decode(const Value &value, std::monostate &) { return value.is_null() ? exact : unfit; }
    static void encode(const std::monostate &, Writer &out) { out.null(); }
};

template <class... T>
struct Convert<std::variant<T...>> {
    static constexpr bool decodes = Fresh<std::variant<T...>> && (Decodable<T> || ...);
    /// The alternative that suits best, and of those the first.
    static Fit decode(const Value &value, std::variant<T...> &out) {
        return [&]<size_t... I>(std::index_sequence<I...>) {
            Fit best = unfit;
            (alternative<I, T>(value, out, best), ...);
            return best;
        }(std::index_sequence_for<T...>());
    }
    static void encode(const std::variant<T...> &value, Writer &out) {
        [&]<size_t... I>(std::index_sequence<I...>) {
            ((value.index() == I ? Convert<T>::encode(*std::get_if<I>(&value), out) : void()), ...);
        }(std::index_sequence_for<T...>());
        if (value.valueless_by_exception())
            out.opaque("std::variant");
    }

private:
    template <size_t I, class A>
    static void alternative(const Value &value, std::variant<T...> &out, Fit &best) {
        if constexpr (Decodable<A>) {
            A item{};
            const Fit fit = Convert<A>::decode(value, item);
            if (fit > best) {
                best = fit;
                out.template emplace<I>(static_cast<A &&>(item));
            }
        }
    }
};

/// A smart pointer: null, or what it points to.
template <class Pointer, class T>
struct Owner {
    static constexpr bool decodes = Decodable<T>;
    static Fit decode(const Value &value, Pointer &out) {
        if (value.is_null())
            return exact;
        T *item = new T{};
        out.reset(item);
        return Convert<T>::decode(value, *item);
    }
    static void encode(const Pointer &value, Writer &out) {
        if (value)
            Convert<T>::encode(*value, out);
        else
            out.null();
    }
};

/// A pointer to an array doesn't know its length, a pointer to void not what it points to.
template <class Pointer>
struct Unknown : NotDecoded<Pointer> {
    static void encode(const Pointer &value, Writer &out) {
        if (value)
            out.opaque(type_name(pretty_type<Pointer>()));
        else
            out.null();
    }
};

template <class T>
inline constexpr bool points_to_one = !std::is_array_v<T> && !std::is_void_v<T>;

template <class T, class D>
    requires points_to_one<T>
struct Convert<std::unique_ptr<T, D>> : Owner<std::unique_ptr<T, D>, T> {
    static constexpr bool decodes = Decodable<T> && std::is_same_v<D, std::default_delete<T>>;
};
template <class T, class D>
    requires(!points_to_one<T>)
struct Convert<std::unique_ptr<T, D>> : Unknown<std::unique_ptr<T, D>> {};
template <class T>
    requires points_to_one<T>
struct Convert<std::shared_ptr<T>> : Owner<std::shared_ptr<T>, T> {};
template <class T>
    requires(!points_to_one<T>)
struct Convert<std::shared_ptr<T>> : Unknown<std::shared_ptr<T>> {};

template <class T>
struct Convert<std::weak_ptr<T>> : NotDecoded<std::weak_ptr<T>> {
    static void encode(const std::weak_ptr<T> &value, Writer &out) { Convert<std::shared_ptr<T>>::encode(value.lock(), out); }
};

template <class T>
struct Convert<std::reference_wrapper<T>> : NotDecoded<std::reference_wrapper<T>> {
    static void encode(const std::reference_wrapper<T> &value, Writer &out) { Convert<T>::encode(value.get(), out); }
};

/// What an error says: its text if it has one, else its value as JSON.
template <class E>
void raise_error(const E &error, Writer &out) {
    const std::string type = type_name(pretty_type<E>());
    if constexpr (std::is_convertible_v<const E &, std::string_view>) {
        out.raise(type, std::string_view(error));
    } else if constexpr (requires { std::string_view(error.what()); }) {
        out.raise(type, error.what());
    } else if constexpr (requires { std::string(error.message()); }) {
        out.raise(type, error.message());
    } else {
        Writer inner;
        Convert<E>::encode(error, inner);
        out.raise(type, inner.finish(type));
    }
}

/// The value, or its error as if it were thrown.
template <class T, class E>
struct Convert<std::expected<T, E>> : NotDecoded<std::expected<T, E>> {
    static void encode(const std::expected<T, E> &value, Writer &out) {
        if (!value.has_value())
            raise_error(value.error(), out);
        else if constexpr (std::is_void_v<T>)
            out.null();
        else
            Convert<T>::encode(*value, out);
    }
};

template <>
struct Convert<std::error_code> : NotDecoded<std::error_code> {
    static void encode(const std::error_code &value, Writer &out);
};
template <>
struct Convert<std::error_condition> : NotDecoded<std::error_condition> {
    static void encode(const std::error_condition &value, Writer &out);
};
template <>
struct Convert<std::exception_ptr> : NotDecoded<std::exception_ptr> {
    static void encode(const std::exception_ptr &value, Writer &out);
};

} // namespace dualgauge
