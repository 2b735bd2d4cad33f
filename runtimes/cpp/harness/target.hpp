/// A function of a candidate as the runtime module sees it.
#pragma once

#include "object.hpp"

namespace dualgauge {

struct Parameter {
    const Object *object;
    /// The function may change the argument's object: a reference that isn't const.
    bool changes;
};

enum class Returns : unsigned char { nothing, boolean, integral, text, other };

/// Where a function's result goes.
struct Result {
    Writer written;
    /// The value of a truth value or whole number.
    Integer number = 0;
};

struct Target {
    const Target *next;
    const char *name;
    /// Of the result, by `type_name`.
    const char *(*result)();
    const Parameter *parameters;
    unsigned count;
    Returns returns;
    /// Calls the function. `objects` are as many as parameters.
    void (*invoke)(const Target &target, void *const *objects, Result &result);
    /// What is called, if `invoke` doesn't know by itself.
    void (*function)();
};

/// Makes a target known as a way to call an entry point.
void enlist(unsigned entry, Target &target);
/// Makes known that an entry point has a name but no way to call it.
void enlist_without(unsigned entry, const char *name, const char *why);

template <class P>
constexpr Parameter parameter() {
    using T = std::remove_cvref_t<P>;
    return {&ObjectOf<T>::table, std::is_lvalue_reference_v<P> && !std::is_const_v<std::remove_reference_t<P>>};
}

/// A parameter list that has to be an array though it may be empty.
template <class... P>
inline constexpr Parameter parameters_of[sizeof...(P) + 1] = {parameter<P>()..., {}};

/// The object as the parameter takes it.
template <class P>
P &&pass(void *object) {
    return static_cast<P &&>(*static_cast<std::remove_cvref_t<P> *>(object));
}

/// Whether an argument can be handed over at all: what can't be moved can't be given by value.
template <class P>
inline constexpr bool passable =
    std::is_reference_v<P> ? !std::is_function_v<std::remove_reference_t<P>> : __is_constructible(P, P &&);

template <class R>
constexpr Returns returns_of() {
    using T = std::remove_cvref_t<R>;
    if constexpr (std::is_void_v<T>)
        return Returns::nothing;
    else if constexpr (std::is_same_v<T, bool>)
        return Returns::boolean;
    else if constexpr (std::is_integral_v<T>)
        return Returns::integral;
    else if constexpr (std::is_same_v<T, char *> || std::is_same_v<T, const char *>)
        return Returns::text;
    else
        return Returns::other;
}

/// The candidate's function has returned: what follows is the harness's.
void function_returned();

/// Writes what a function returned.
template <class T>
void take(const T &value, Result &result) {
    function_returned();
    if constexpr (std::is_integral_v<T>)
        result.number = static_cast<Integer>(value);
    Convert<T>::encode(value, result.written);
}

extern template void take(const bool &, Result &);
extern template void take(const int &, Result &);
extern template void take(const long long &, Result &);
extern template void take(const double &, Result &);
extern template void take(const std::string &, Result &);
extern template void take(const std::vector<std::string> &, Result &);
extern template void take(const std::vector<int> &, Result &);
extern template void take(const std::vector<unsigned char> &, Result &);
extern template void take(const std::optional<std::string> &, Result &);
extern template void take(const std::optional<int> &, Result &);
extern template void take(const std::map<std::string, std::string> &, Result &);

/// The object that methods of a class are called on: one in a guest.
template <class C>
C &instance() {
    static C *object = new (keep(sizeof(C))) C();
    return *object;
}

/// Calls `function(P...)` and writes its result. The order of parameters is that of `objects`.
template <class R, class F, class... P, size_t... I>
void call_with(F &&function, void *const *objects, Result &result, std::index_sequence<I...>) {
    if constexpr (std::is_void_v<R>)
        function(pass<P>(objects[I])...);
    else
        take<std::remove_cvref_t<R>>(function(pass<P>(objects[I])...), result);
}

/// The invoker of a plain function; the target knows the function.
template <class Address, class R, class... P>
void invoke_function(const Target &target, void *const *objects, Result &result) {
    call_with<R, Address, P...>(reinterpret_cast<Address>(target.function), objects, result, std::index_sequence_for<P...>());
}

template <class R, class... P>
constexpr Target make_target() {
    return {nullptr, "", &pretty_type<R>, parameters_of<P...>, sizeof...(P), returns_of<R>(), nullptr, nullptr};
}

} // namespace dualgauge
