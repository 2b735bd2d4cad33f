/// What the runtime module must know of a parameter's type to make an object of it.
#pragma once

#include "chrono.hpp"
#include "classes.hpp"
#include "containers.hpp"
#include "convert.hpp"
#include "pointers.hpp"
#include "sums.hpp"

#include <iosfwd>

namespace dualgauge {

struct Object {
    /// The type's name, by `type_name`.
    const char *(*pretty)();
    /// A new object, default-constructed, which stays until the guest ends. Null: there can be none.
    void *(*create)();
    /// Null: it can't be given.
    Fit (*decode)(const Value &value, void *object);
    void (*encode)(const void *object, Writer &out);
    /// For pointers.
    const Pointer *pointer;
    /// It can be the length of what stands before or after it.
    bool integral;
};

template <class T>
struct ObjectOf {
    static void *create() { return ::new (keep(sizeof(T))) T(); }
    static Fit decode(const Value &value, void *object) { return Convert<T>::decode(value, *static_cast<T *>(object)); }
    static void encode(const void *object, Writer &out) { Convert<T>::encode(*static_cast<const T *>(object), out); }

    static constexpr Object make() {
        Object object{&pretty_type<T>, nullptr, nullptr, nullptr, pointer_of<T>, false};
        if constexpr (Fresh<T>) {
            object.create = &create;
            object.encode = &encode;
            object.integral = std::is_integral_v<T> && sizeof(T) >= 2;
            if constexpr (Convert<T>::decodes)
                object.decode = &decode;
        }
        return object;
    }
    static const Object table;
};
template <class T>
constexpr Object ObjectOf<T>::table = ObjectOf<T>::make();

// Streams: a text to read, or what was written as an out-parameter.
#define DUALGAUGE_STREAM(T)                                                                                              \
    template <>                                                                                                          \
    struct ObjectOf<T> {                                                                                                 \
        static const Object table;                                                                                       \
    };
DUALGAUGE_STREAM(std::istream)
DUALGAUGE_STREAM(std::ostream)
DUALGAUGE_STREAM(std::iostream)
DUALGAUGE_STREAM(std::istringstream)
DUALGAUGE_STREAM(std::ostringstream)
DUALGAUGE_STREAM(std::stringstream)

// Compiled in the runtime module.
#define DUALGAUGE_COMMON_OBJECTS(X)                                                                                      \
    X(bool)                                                                                                              \
    X(char)                                                                                                              \
    X(unsigned char)                                                                                                     \
    X(short)                                                                                                             \
    X(unsigned short)                                                                                                    \
    X(int)                                                                                                               \
    X(unsigned)                                                                                                          \
    X(long)                                                                                                              \
    X(unsigned long)                                                                                                     \
    X(long long)                                                                                                         \
    X(unsigned long long)                                                                                                \
    X(float)                                                                                                             \
    X(double)                                                                                                            \
    X(const char *)                                                                                                      \
    X(char *)                                                                                                            \
    X(const unsigned char *)                                                                                             \
    X(unsigned char *)                                                                                                   \
    X(const void *)                                                                                                      \
    X(void *)                                                                                                            \
    X(int *)                                                                                                             \
    X(const int *)                                                                                                       \
    X(unsigned long *)                                                                                                   \
    X(std::string)                                                                                                       \
    X(std::string_view)                                                                                                  \
    X(std::filesystem::path)                                                                                             \
    X(std::optional<std::string>)                                                                                        \
    X(std::optional<int>)                                                                                                \
    X(std::vector<unsigned char>)                                                                                        \
    X(std::vector<char>)                                                                                                 \
    X(std::vector<std::byte>)                                                                                            \
    X(std::vector<std::string>)                                                                                          \
    X(std::vector<int>)                                                                                                  \
    X(std::vector<long long>)                                                                                            \
    X(std::vector<double>)                                                                                               \
    X(std::vector<std::vector<int>>)                                                                                     \
    X(std::vector<std::vector<std::string>>)                                                                             \
    X(std::vector<std::pair<std::string, std::string>>)                                                                  \
    X(std::set<std::string>)                                                                                             \
    X(std::unordered_set<std::string>)                                                                                   \
    X(std::map<std::string, std::string>)                                                                                \
    X(std::map<std::string, int>)                                                                                        \
    X(std::unordered_map<std::string, std::string>)                                                                      \
    X(std::unordered_map<std::string, int>)

#ifndef DUALGAUGE_COMPILE_OBJECTS
#define DUALGAUGE_EXTERN(...) extern template struct ObjectOf<__VA_ARGS__>;
DUALGAUGE_COMMON_OBJECTS(DUALGAUGE_EXTERN)
#undef DUALGAUGE_EXTERN
#endif

} // namespace dualgauge
