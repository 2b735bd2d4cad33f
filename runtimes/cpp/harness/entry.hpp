/// The macros by which text that follows a candidate's makes its functions known (README.md).
#pragma once

#include "signature.hpp"
#include "target.hpp"

namespace dualgauge {

/// The invoker of what is called by its name.
template <class Call, class R, class... P>
void invoke_call(const Target &, void *const *objects, Result &result) {
    call_with<R, Call, P...>(Call(), objects, result, std::index_sequence_for<P...>());
}

/// Makes a way to call known. `Address` is a function's, or void: then it is called by its name.
template <class Call, class Address, class R, class... P>
void add(unsigned entry, const char *name, [[maybe_unused]] const Signature<Address, R, P...> *signature) {
    if constexpr ((passable<P> && ...)) {
        static constinit Target target = make_target<R, P...>();
        target.name = name;
        if constexpr (std::is_void_v<Address>) {
            target.invoke = &invoke_call<Call, R, P...>;
        } else {
            target.invoke = &invoke_function<Address, R, P...>;
            target.function = reinterpret_cast<void (*)()>(signature->address);
        }
        enlist(entry, target);
    } else {
        enlist_without(entry, name, "a parameter can't be handed over by value");
    }
}

/// The ways to call with fewer arguments: the last parameters have defaults.
template <class Call, class... Taken, class Next, class... Rest>
void add_shorter(unsigned entry, const char *name, Types<Taken...>, Types<Next, Rest...>) {
    if constexpr (requires { Call()(std::declval<Taken>()...); }) {
        using R = decltype(Call()(std::declval<Taken>()...));
        add<Call>(entry, name, static_cast<const Signature<void, R, Taken...> *>(nullptr));
    }
    if constexpr (sizeof...(Rest) != 0)
        add_shorter<Call>(entry, name, Types<Taken..., Next>(), Types<Rest...>());
}

template <class Call, class Address, class R, class... P>
void add_all(unsigned entry, const char *name, const Signature<Address, R, P...> *signature) {
    add<Call>(entry, name, signature);
    if constexpr (sizeof...(P) != 0)
        add_shorter<Call>(entry, name, Types<>(), Types<P...>());
}

template <class S>
const S *address_of(S &&signature) {
    return &signature;
}
template <class S>
const S *address_of(S *signature) {
    return signature;
}

template <class Probe, class Call, class Pattern>
bool add_if(unsigned entry, const char *name) {
    if constexpr (requires { Probe()(Pattern()); }) {
        add_all<Call>(entry, name, address_of(Probe()(Pattern())));
        return true;
    }
    return false;
}

/// Types that first parameters of overloads often have.
using OftenFirst = Types<const std::string &, std::string, std::string_view, const char *, int, unsigned, long, unsigned long,
                         long long, unsigned long long, double, float, bool, char, const std::vector<std::string> &,
                         const std::vector<int> &, const std::vector<double> &, const std::vector<unsigned char> &,
                         const std::filesystem::path &>;

template <class Probe, class Call, unsigned Open, class... First>
bool add_by_first(unsigned entry, const char *name, Types<First...>) {
    bool found = false;
    ((found = add_if<Probe, Call, OverloadPattern<Open - 1, First>>(entry, name) || found,
      found = add_if<Probe, Call, ConstOverloadPattern<Open - 1, First>>(entry, name) || found),
     ...);
    return found;
}

/// The overloads with this number of parameters: the only one, or those whose first parameter is of a usual type.
template <class Probe, class Call, unsigned Open>
bool add_overloads(unsigned entry, const char *name) {
    bool found = false;
    if constexpr (requires { Probe()(OverloadPattern<Open>()); }) {
        found = add_if<Probe, Call, OverloadPattern<Open>>(entry, name);
    } else if constexpr (requires { Probe()(ConstOverloadPattern<Open>()); }) {
        found = add_if<Probe, Call, ConstOverloadPattern<Open>>(entry, name);
    } else if constexpr (Open != 0) {
        found = add_by_first<Probe, Call, Open>(entry, name, OftenFirst());
    }
    if constexpr (Open < max_open)
        found = add_overloads<Probe, Call, Open + 1>(entry, name) || found;
    return found;
}

/// `Class` is void, or the class whose method it is.
template <class Class, class Probe, class Call>
bool entry(unsigned number, const char *name, Probe, Call) {
    if constexpr (!std::is_void_v<Class> && !Fresh<Class>)
        enlist_without(number, name, "its class can't be made without arguments");
    else if constexpr (requires { Probe()(AnyPattern()); })
        add_if<Probe, Call, AnyPattern>(number, name);
    else if (!add_overloads<Probe, Call, 0>(number, name))
        enlist_without(number, name, "it is a template or has several signatures");
    return true;
}

/// One signature of a name, by its parameters' types.
template <class Class, class Call, class... P>
bool overload(unsigned number, const char *name, Call, Types<P...>) {
    if constexpr (!std::is_void_v<Class> && !Fresh<Class>) {
        enlist_without(number, name, "its class can't be made without arguments");
    } else if constexpr (requires { Call()(std::declval<P>()...); }) {
        using R = decltype(Call()(std::declval<P>()...));
        add_all<Call>(number, name, static_cast<const Signature<void, R, P...> *>(nullptr));
    } else {
        enlist_without(number, name, "it can't be called with these parameters");
    }
    return true;
}

template <class... P>
Types<P...> types_of(void (*)(P...));

} // namespace dualgauge

#define DUALGAUGE_JOINED(a, b, c) a##b##_##c
#define DUALGAUGE_NAMED(number, line)                                                                                    \
    [[maybe_unused]] static const bool DUALGAUGE_JOINED(dualgauge_entry_, number, line)
// A candidate's macros are in force where these are used, so that they say no short names.
#define DUALGAUGE_PROBE(...)                                                                                             \
    []<class DualgaugePattern>(DualgaugePattern dualgauge_pattern)                                                      \
        -> decltype(dualgauge_pattern(&__VA_ARGS__)) {                                                                   \
        return dualgauge_pattern(&__VA_ARGS__);                                                                          \
    }
#define DUALGAUGE_CALL(...)                                                                                              \
    []<class... DualgaugeA>(DualgaugeA &&...dualgauge_values)                                                            \
        -> decltype(__VA_ARGS__(static_cast<DualgaugeA &&>(dualgauge_values)...)) {                                      \
        return __VA_ARGS__(static_cast<DualgaugeA &&>(dualgauge_values)...);                                             \
    }
#define DUALGAUGE_TYPES(parameters) decltype(::dualgauge::types_of(static_cast<void(*) parameters>(nullptr)))()

#define DUALGAUGE_ENTRY(number, ...)                                                                                     \
    DUALGAUGE_NAMED(number, __LINE__) =                                                                                  \
        ::dualgauge::entry<void>(number, #__VA_ARGS__, DUALGAUGE_PROBE(__VA_ARGS__), DUALGAUGE_CALL(__VA_ARGS__));
#define DUALGAUGE_OVERLOAD(number, name, parameters)                                                                     \
    DUALGAUGE_NAMED(number, __LINE__) =                                                                                  \
        ::dualgauge::overload<void>(number, #name, DUALGAUGE_CALL(name), DUALGAUGE_TYPES(parameters));
// The class is a template parameter, so that a member that is private or missing is no error.
#define DUALGAUGE_METHOD_PROBE(type, name)                                                                               \
    []<class DualgaugePattern, class DualgaugeClass = type>(DualgaugePattern dualgauge_pattern)                               \
        -> decltype(dualgauge_pattern(&DualgaugeClass::name)) {                                                          \
        return dualgauge_pattern(&DualgaugeClass::name);                                                                 \
    }
#define DUALGAUGE_METHOD_CALL(type, name)                                                                                \
    []<class... DualgaugeA, class DualgaugeClass = type>(DualgaugeA &&...dualgauge_values)                               \
        -> decltype(::dualgauge::instance<DualgaugeClass>().name(static_cast<DualgaugeA &&>(dualgauge_values)...)) {     \
        return ::dualgauge::instance<DualgaugeClass>().name(static_cast<DualgaugeA &&>(dualgauge_values)...);            \
    }
#define DUALGAUGE_METHOD(number, type, name)                                                                             \
    DUALGAUGE_NAMED(number, __LINE__) = ::dualgauge::entry<type>(                                                        \
        number, #type "::" #name, DUALGAUGE_METHOD_PROBE(type, name), DUALGAUGE_METHOD_CALL(type, name));
#define DUALGAUGE_METHOD_OVERLOAD(number, type, name, parameters)                                                        \
    DUALGAUGE_NAMED(number, __LINE__) = ::dualgauge::overload<type>(                                                     \
        number, #type "::" #name, DUALGAUGE_METHOD_CALL(type, name), DUALGAUGE_TYPES(parameters));
