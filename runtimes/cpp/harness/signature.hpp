/// How the signature of a function is found out from its name.
///
/// A pattern is called with the address of a name that may be overloaded. The compiler finds out `R` and `P...`, provided
/// that exactly one of the overloads suits the pattern.
#pragma once

#include <type_traits>
#include <utility>

namespace dualgauge {

template <class Address, class R, class... P>
struct Signature {
    Address address;
};
/// Of what is called by its name.
template <class R, class... P>
struct Signature<void, R, P...> {};

/// A name that isn't overloaded.
struct AnyPattern {
    template <class R, class... P>
    Signature<R (*)(P...), R, P...> operator()(R (*address)(P...)) const {
        return {address};
    }
    /// C's `...`: nothing is given for it.
    template <class R, class... P>
    Signature<R (*)(P..., ...), R, P...> operator()(R (*address)(P..., ...)) const {
        return {address};
    }
    /// Methods are called by name, their address says the types only.
    template <class R, class C, class... P>
    Signature<void, R, P...> *operator()(R (C::*)(P...)) const {
        return nullptr;
    }
    template <class R, class C, class... P>
    Signature<void, R, P...> *operator()(R (C::*)(P...) &) const {
        return nullptr;
    }
    template <class R, class C, class... P>
    Signature<void, R, P...> *operator()(R (C::*)(P...) const) const {
        return nullptr;
    }
    template <class R, class C, class... P>
    Signature<void, R, P...> *operator()(R (C::*)(P...) const &) const {
        return nullptr;
    }
    /// A global pointer to a function.
    template <class R, class... P>
    Signature<void, R, P...> *operator()(R (*const *)(P...)) const {
        return nullptr;
    }
    /// An object that can be called.
    template <class C>
        requires std::is_class_v<C>
    auto operator()(C *) const -> decltype((*this)(&std::remove_cv_t<C>::operator())) {
        return nullptr;
    }
};

/// One of several overloads: its first parameters are `A...`, and `Open` more follow.
template <unsigned Open, class... A>
struct OverloadPattern;
/// The same for const methods, which may be overloaded by being const.
template <unsigned Open, class... A>
struct ConstOverloadPattern;

// `classes` declares the open parameters' types, `types` names them; each begins with a comma and is in brackets.
#define DUALGAUGE_OPEN(open, classes, types)                                                                             \
    template <class... A>                                                                                                \
    struct OverloadPattern<open, A...> {                                                                                 \
        template <class R DUALGAUGE_UNPACK classes>                                                                      \
        Signature<R (*)(A... DUALGAUGE_UNPACK types), R, A... DUALGAUGE_UNPACK types>                                    \
        operator()(R (*address)(A... DUALGAUGE_UNPACK types)) const {                                                    \
            return {address};                                                                                            \
        }                                                                                                                \
        template <class R, class K DUALGAUGE_UNPACK classes>                                                             \
        Signature<void, R, A... DUALGAUGE_UNPACK types> *operator()(R (K::*)(A... DUALGAUGE_UNPACK types)) const {       \
            return nullptr;                                                                                              \
        }                                                                                                                \
    };                                                                                                                   \
    template <class... A>                                                                                                \
    struct ConstOverloadPattern<open, A...> {                                                                            \
        template <class R, class K DUALGAUGE_UNPACK classes>                                                             \
        Signature<void, R, A... DUALGAUGE_UNPACK types> *operator()(R (K::*)(A... DUALGAUGE_UNPACK types) const) const { \
            return nullptr;                                                                                              \
        }                                                                                                                \
    };
#define DUALGAUGE_UNPACK(...) __VA_ARGS__

DUALGAUGE_OPEN(0, (), ())
DUALGAUGE_OPEN(1, (, class B), (, B))
DUALGAUGE_OPEN(2, (, class B, class C), (, B, C))
DUALGAUGE_OPEN(3, (, class B, class C, class D), (, B, C, D))
DUALGAUGE_OPEN(4, (, class B, class C, class D, class E), (, B, C, D, E))
DUALGAUGE_OPEN(5, (, class B, class C, class D, class E, class F), (, B, C, D, E, F))
DUALGAUGE_OPEN(6, (, class B, class C, class D, class E, class F, class G), (, B, C, D, E, F, G))

#undef DUALGAUGE_OPEN
#undef DUALGAUGE_UNPACK

inline constexpr unsigned max_open = 6;

template <class... T>
struct Types {};

} // namespace dualgauge
