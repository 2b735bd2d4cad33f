/// Records: classes all of whose data members are public.
///
/// The compiler binds the members and says how many there are; their names are read from `__PRETTY_FUNCTION__` of a
/// function whose class has pointers to the members of an object as template arguments (that object is never defined).
#pragma once

#include "convert.hpp"

#include <tuple>

namespace dualgauge {

/// The names in the text of `__PRETTY_FUNCTION__` of a template with a pack: `... [P = <&imagined.value.x, ...>]`.
class PackNames {
public:
    explicit PackNames(const char *pretty);
    /// The next argument as the compiler writes it; empty at the end.
    std::string_view next();
    /// The next argument without what stands before its last `.` or `::`.
    std::string_view next_member();

private:
    std::string_view rest;
};

/// Reads a mapping, an object, or a list by position, member by member.
class FieldReader {
public:
    FieldReader(const Value &value, const char *pretty, size_t members);
    /// The value for the next member, if there is one.
    const Value *next();
    void took(Fit fit);
    /// How well all suited, when all members have been asked for.
    Fit result() const;

private:
    const Value &value;
    PackNames names;
    size_t members, position = 0, used = 0;
    Fit fit;
};

#if defined(__clang__) && __has_builtin(__builtin_structured_binding_size)
#define DUALGAUGE_HAS_RECORDS 1
#pragma clang diagnostic push
#pragma clang diagnostic ignored "-Wc++26-extensions"
#pragma clang diagnostic ignored "-Wundefined-var-template"

template <class T>
struct Imagined {
    T value;
};
template <class T>
extern const Imagined<T> imagined;

template <auto... P>
struct MemberNames {
    static const char *pretty() { return __PRETTY_FUNCTION__; }
};
/// Only its return type is used.
template <class T>
auto member_names() {
    auto &[... member] = imagined<T>.value;
    return MemberNames<&member...>();
}

template <bool Addressable, bool Decodes>
struct MemberTraits {
    static constexpr bool addressable = Addressable, decodes = Decodes;
};
/// Only its return type is used. Nothing can point to a bit-field or a reference.
template <class T>
auto member_traits(T &object) {
    auto &[... member] = object;
    return MemberTraits<((requires { &member; } && !std::is_reference_v<decltype(member)>) && ...),
                        (!std::is_const_v<decltype(member)> && ...)>();
}

/// Whether an object can be taken apart into its members. Defined by `DUALGAUGE_ENTRIES`: clang 22 can't write the
/// expression into a precompiled header.
template <class T>
struct TakenApart;
#define DUALGAUGE_ENTRIES                                                                                                \
    template <class DualgaugeT>                                                                                          \
    struct dualgauge::TakenApart {                                                                                       \
        static constexpr bool possible = requires { __builtin_structured_binding_size(DualgaugeT); };                    \
    };

template <class T>
consteval bool has_members() {
    // A union's members share their place, and a type with its own `get` binds something else than members.
    if constexpr (std::is_union_v<T> || requires { std::tuple_size<T>::value; })
        return false;
    else if constexpr (TakenApart<T>::possible)
        return decltype(member_traits(*static_cast<T *>(nullptr)))::addressable;
    else
        return false;
}

template <class Member>
void decode_member(FieldReader &reader, Member &member) {
    if (const Value *value = reader.next()) {
        if constexpr (Decodable<Member>)
            reader.took(Convert<Member>::decode(*value, member));
        else
            reader.took(unfit);
    }
}

template <class T>
struct Record {
    static constexpr bool decodes = Fresh<T> && decltype(member_traits(*static_cast<T *>(nullptr)))::decodes;

    static Fit decode(const Value &value, T &out) {
        auto &[... member] = out;
        FieldReader reader(value, decltype(member_names<T>())::pretty(), sizeof...(member));
        (decode_member(reader, member), ...);
        return reader.result();
    }

    static void encode(const T &value, Writer &out) {
        auto &[... member] = value;
        [[maybe_unused]] PackNames names(decltype(member_names<T>())::pretty());
        out.begin_object(short_type_name(pretty_type<T>()));
        ((out.field(names.next_member()), encode_member(member, out)), ...);
        out.end();
    }

private:
    template <class Member>
    static void encode_member(const Member &member, Writer &out) {
        // A chain of records may be endless.
        if (!out.full())
            Convert<Member>::encode(member, out);
    }
};
#pragma clang diagnostic pop
#else
#define DUALGAUGE_ENTRIES
/// This compiler can't tell the members of a class.
template <class T>
consteval bool has_members() {
    return false;
}
template <class T>
struct Record;
#endif

} // namespace dualgauge
