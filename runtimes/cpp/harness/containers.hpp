/// Sequences, sets and mappings of the standard library.
#pragma once

#include "convert.hpp"

#include <array>
#include <deque>
#include <forward_list>
#include <list>
#include <map>
#include <set>
#include <span>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace dualgauge {

/// Decodes the items of a value one after the other into `add`.
template <class Item, class Add>
Fit decode_items(const Value &value, Add add) {
    Fit fit = sequence_fit(value);
    for (size_t i = 0; fit && i < value.size(); ++i) {
        Item item{};
        fit = worse(fit, Convert<Item>::decode(value[i], item));
        if (fit)
            add(static_cast<Item &&>(item));
    }
    return fit;
}

/// `Container` has `push_back`.
template <class Container, class Item>
struct Sequence {
    static constexpr bool decodes = Decodable<Item>;
    static Fit decode(const Value &value, Container &out) {
        out.clear();
        return decode_items<Item>(value, [&out](Item &&item) { out.push_back(static_cast<Item &&>(item)); });
    }
    static void encode(const Container &value, Writer &out) {
        out.begin_list();
        for (auto at = value.begin(); at != value.end() && !out.full(); ++at)
            Convert<Item>::encode(*at, out);
        out.end();
    }
};

template <class T, class A>
struct Convert<std::vector<T, A>> : Sequence<std::vector<T, A>, T> {};
template <class T, class A>
struct Convert<std::deque<T, A>> : Sequence<std::deque<T, A>, T> {};
template <class T, class A>
struct Convert<std::list<T, A>> : Sequence<std::list<T, A>, T> {};

template <class T, class A>
struct Convert<std::forward_list<T, A>> : Sequence<std::forward_list<T, A>, T> {
    static Fit decode(const Value &value, std::forward_list<T, A> &out) {
        out.clear();
        auto at = out.before_begin();
        return decode_items<T>(value, [&](T &&item) { at = out.insert_after(at, static_cast<T &&>(item)); });
    }
};

template <class Container, class Item>
struct Set {
    static constexpr bool decodes = Decodable<Item>;
    static Fit decode(const Value &value, Container &out) {
        out.clear();
        const Fit fit = decode_items<Item>(value, [&out](Item &&item) { out.insert(static_cast<Item &&>(item)); });
        // A set doesn't say how well its items suit: a list of the same items must suit a sequence better.
        return fit && value.kind == Kind::set ? exact : worse(fit, close);
    }
    static void encode(const Container &value, Writer &out) {
        out.begin_set();
        for (auto at = value.begin(); at != value.end() && !out.full(); ++at)
            Convert<Item>::encode(*at, out);
        out.end();
    }
};

template <class T, class C, class A>
struct Convert<std::set<T, C, A>> : Set<std::set<T, C, A>, T> {};
template <class T, class H, class E, class A>
struct Convert<std::unordered_set<T, H, E, A>> : Set<std::unordered_set<T, H, E, A>, T> {};

/// May hold an item twice: its value is a list.
template <class Container, class Item>
struct Multiset : Set<Container, Item> {
    static void encode(const Container &value, Writer &out) { Sequence<Container, Item>::encode(value, out); }
};
template <class T, class C, class A>
struct Convert<std::multiset<T, C, A>> : Multiset<std::multiset<T, C, A>, T> {};
template <class T, class H, class E, class A>
struct Convert<std::unordered_multiset<T, H, E, A>> : Multiset<std::unordered_multiset<T, H, E, A>, T> {};

/// Whether keys may be written as JSON keys.
template <class Key>
inline constexpr bool is_text_key = false;
template <>
inline constexpr bool is_text_key<std::string> = true;
template <>
inline constexpr bool is_text_key<std::string_view> = true;

/// `pairs` is anything whose items have `first` and `second`.
template <class Key, class Item, class Pairs>
void encode_mapping(const Pairs &pairs, Writer &out) {
    if constexpr (is_text_key<Key>) {
        bool plain = true;
        for (auto at = pairs.begin(); at != pairs.end() && plain; ++at)
            plain = Writer::plain_key(at->first);
        if (plain) {
            out.begin_mapping();
            for (auto at = pairs.begin(); at != pairs.end() && !out.full(); ++at) {
                out.field(at->first);
                Convert<Item>::encode(at->second, out);
            }
            return out.end();
        }
    }
    out.begin_pairs();
    for (auto at = pairs.begin(); at != pairs.end() && !out.full(); ++at) {
        out.begin_pair();
        Convert<Key>::encode(at->first, out);
        Convert<Item>::encode(at->second, out);
        out.end();
    }
    out.end();
}

template <class Container, class Key, class Item>
struct Mapping {
    static constexpr bool decodes = Decodable<Key> && Decodable<Item>;
    static Fit decode(const Value &value, Container &out) {
        out.clear();
        Fit fit = value.is_mapping() ? exact : worse(sequence_fit(value), stretched);
        for (size_t i = 0; fit && i < value.size(); ++i) {
            const Value &pair = value[i];
            if (!pair.is_sequence() || pair.size() != 2)
                return unfit;
            Key key{};
            Item item{};
            fit = worse(fit, worse(Convert<Key>::decode(pair[0], key), Convert<Item>::decode(pair[1], item)));
            if (fit)
                out.emplace(static_cast<Key &&>(key), static_cast<Item &&>(item));
        }
        return fit;
    }
    static void encode(const Container &value, Writer &out) { encode_mapping<Key, Item>(value, out); }
};

template <class K, class T, class C, class A>
struct Convert<std::map<K, T, C, A>> : Mapping<std::map<K, T, C, A>, K, T> {};
template <class K, class T, class H, class E, class A>
struct Convert<std::unordered_map<K, T, H, E, A>> : Mapping<std::unordered_map<K, T, H, E, A>, K, T> {};

/// May hold a key twice: its value is a list of pairs.
template <class Container, class Key, class Item>
struct Multimap : Mapping<Container, Key, Item> {
    static void encode(const Container &value, Writer &out) {
        out.begin_list();
        for (auto at = value.begin(); at != value.end() && !out.full(); ++at) {
            out.begin_tuple();
            Convert<Key>::encode(at->first, out);
            Convert<Item>::encode(at->second, out);
            out.end();
        }
        out.end();
    }
};
template <class K, class T, class C, class A>
struct Convert<std::multimap<K, T, C, A>> : Multimap<std::multimap<K, T, C, A>, K, T> {};
template <class K, class T, class H, class E, class A>
struct Convert<std::unordered_multimap<K, T, H, E, A>> : Multimap<std::unordered_multimap<K, T, H, E, A>, K, T> {};

/// A fixed number of items at `data`.
template <class T>
Fit decode_fixed(const Value &value, T *data, size_t size, bool may_be_shorter) {
    if constexpr (is_byte<T>) {
        std::string bytes;
        const Fit fit = decode_bytes(value, bytes);
        if (fit && (bytes.size() == size || (may_be_shorter && bytes.size() < size))) {
            for (size_t i = 0; i < bytes.size(); ++i)
                data[i] = static_cast<T>(bytes[i]);
            return fit;
        }
    }
    Fit fit = value.size() == size || (may_be_shorter && value.size() < size) ? sequence_fit(value) : unfit;
    for (size_t i = 0; fit && i < value.size(); ++i)
        fit = worse(fit, Convert<T>::decode(value[i], data[i]));
    return fit;
}

template <class T>
void encode_fixed(const T *data, size_t size, Writer &out) {
    if constexpr (is_byte<std::remove_const_t<T>>) {
        encode_adjacent(data, size, out);
    } else {
        out.begin_list();
        for (size_t i = 0; i < size && !out.full(); ++i)
            Convert<T>::encode(data[i], out);
        out.end();
    }
}

template <class T, size_t N>
struct Convert<std::array<T, N>> {
    static constexpr bool decodes = Decodable<T>;
    static Fit decode(const Value &value, std::array<T, N> &out) { return decode_fixed(value, out.data(), N, false); }
    static void encode(const std::array<T, N> &value, Writer &out) { encode_fixed(value.data(), N, out); }
};

/// An array in a record; one of characters is a text that ends at the first NUL.
template <class T, size_t N>
struct Convert<T[N]> {
    static constexpr bool decodes = Decodable<T>;
    static Fit decode(const Value &value, T (&out)[N]) { return decode_fixed(value, out, N, true); }
    static void encode(const T (&value)[N], Writer &out) {
        if constexpr (std::is_same_v<T, char>)
            encode_terminated(value, N, out);
        else
            encode_fixed(value, N, out);
    }
};

/// New elements that stay until the guest ends.
template <class T>
Fit decode_kept(const Value &value, T *&data, size_t &size) {
    size = value.size();
    if constexpr (is_byte<T>) {
        std::string bytes;
        if (const Fit fit = decode_bytes(value, bytes)) {
            size = bytes.size();
            data = reinterpret_cast<T *>(keep_text(bytes));
            return fit;
        }
    }
    if (sequence_fit(value) < close)
        return unfit;
    // One more than there are: some interfaces end a list by a null pointer.
    data = static_cast<T *>(keep(sizeof(T) * (size + 1)));
    for (size_t i = 0; i <= size; ++i)
        ::new (static_cast<void *>(data + i)) T{};
    return decode_fixed(value, data, size, false);
}

template <class T, size_t N>
struct Convert<std::span<T, N>> {
    static constexpr bool decodes = Decodable<std::remove_const_t<T>> && N == std::dynamic_extent;
    static Fit decode(const Value &value, std::span<T, N> &out) {
        std::remove_const_t<T> *data = nullptr;
        size_t size = 0;
        const Fit fit = decode_kept(value, data, size);
        out = std::span<T, N>(data, fit ? size : 0);
        return fit;
    }
    static void encode(const std::span<T, N> &value, Writer &out) { encode_fixed(value.data(), value.size(), out); }
};

} // namespace dualgauge
