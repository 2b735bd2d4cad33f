/// Raw pointers as parameters, results and members.
#pragma once

#include "containers.hpp"
#include "convert.hpp"

namespace dualgauge {

DUALGAUGE_COMPILED(const char *)
DUALGAUGE_COMPILED(char *)
/// As bytes: what a `void *` points to is known by its length only.
DUALGAUGE_COMPILED(const void *)
DUALGAUGE_COMPILED(void *)

/// A pointer to an object, to the first element of an array, or null.
template <class T>
struct Convert<T *> {
    using Target = std::remove_const_t<T>;
    static constexpr bool decodes = Decodable<Target>;

    static Fit decode(const Value &value, T *&out) {
        if (value.is_null())
            return exact;
        if constexpr (decodes) {
            if (!is_byte<Target>) {
                auto *object = new (keep(sizeof(Target))) Target{};
                if (const Fit fit = Convert<Target>::decode(value, *object)) {
                    out = object;
                    return fit;
                }
            }
            Target *data = nullptr;
            size_t size = 0;
            const Fit fit = decode_kept(value, data, size);
            out = data;
            return fit;
        }
        return unfit;
    }

    static void encode(T *const &value, Writer &out) {
        if (!value)
            out.null();
        else if constexpr (Complete<T>)
            Convert<Target>::encode(*value, out);
        else
            out.opaque(type_name(pretty_type<T *>()));
    }
};

/// What a pointer parameter can do beyond `Convert`, for arguments that aren't given.
struct Pointer {
    enum Target : unsigned char {
        /// Anything else.
        object,
        /// `char`, `unsigned char`, `void` ...: a buffer.
        text,
        bytes,
        /// A number that can be the length of a buffer.
        size,
    };
    Target target;
    /// The pointee can be changed.
    bool writable;
    /// Elements from one argument; null if it can't.
    Fit (*decode_many)(const Value &value, void *pointer, size_t &size);
    void (*encode_many)(const void *pointer, size_t size, Writer &out);
    /// Lets it point to a new object for the function to fill in; null if it can't.
    void (*point)(void *pointer);
};

template <class T>
Fit decode_many(const Value &value, void *pointer, size_t &size) {
    std::remove_const_t<T> *data = nullptr;
    const Fit fit = value.is_null() ? unfit : decode_kept(value, data, size);
    *static_cast<T **>(pointer) = data;
    return fit;
}
Fit decode_many_characters(const Value &value, void *pointer, size_t &size);
Fit decode_many_bytes(const Value &value, void *pointer, size_t &size);
void encode_many_characters(const void *pointer, size_t size, Writer &out);
void encode_many_bytes(const void *pointer, size_t size, Writer &out);
template <class T>
void encode_many(const void *pointer, size_t size, Writer &out) {
    encode_fixed(*static_cast<T *const *>(pointer), size, out);
}

template <class T>
void point(void *pointer) {
    using Target = std::remove_const_t<T>;
    *static_cast<T **>(pointer) = ::new (keep(sizeof(Target))) Target{};
}

template <class P>
constexpr const Pointer *pointer_of = nullptr;

template <class T>
constexpr Pointer make_pointer() {
    using Target = std::remove_const_t<T>;
    constexpr bool writable = !std::is_const_v<T>;
    if constexpr (std::is_same_v<Target, char>)
        return {Pointer::text, writable, &decode_many_characters, &encode_many_characters, nullptr};
    else if constexpr (std::is_void_v<Target> || is_byte<Target>)
        return {Pointer::bytes, writable, &decode_many_bytes, &encode_many_bytes, nullptr};
    else if constexpr (!Decodable<Target>) {
        if constexpr (writable && Fresh<Target>)
            return {Pointer::object, writable, nullptr, nullptr, &point<T>};
        else
            return {Pointer::object, writable, nullptr, nullptr, nullptr};
    } else
        return {std::is_integral_v<Target> && sizeof(Target) >= 4 ? Pointer::size : Pointer::object, writable, &decode_many<T>,
                &encode_many<Target>, &point<T>};
}

template <class T>
inline constexpr Pointer pointer_table = make_pointer<T>();
template <class T>
    requires(!std::is_function_v<T> && !std::is_volatile_v<T>)
constexpr const Pointer *pointer_of<T *> = &pointer_table<T>;

} // namespace dualgauge
