/// Typed JSON (docs/values.md) as the harness reads it: what a test hands to a candidate.
///
/// Nothing here is a template and nothing is inline: a candidate's translation unit only calls it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace dualgauge {

/// Levels of nesting beyond which a text is refused and a result is "too large".
inline constexpr unsigned max_depth = 100;

#ifdef __SIZEOF_INT128__
__extension__ typedef __int128 Integer;
__extension__ typedef unsigned __int128 Unsigned;
#else
#error "the harness needs 128-bit integers"
#endif

enum class Kind : unsigned char {
    null,
    boolean,
    integer,
    /// A whole number of more than 127 bits: `text` has its digits.
    huge,
    real,
    text,
    bytes,
    list,
    tuple,
    set,
    /// `items` are pairs, each a tuple of key and value.
    mapping,
    /// `text` is the type's name; `items` as of a mapping.
    object,
    /// `form` names it (`datetime`, `decimal` ...), `text` is the content.
    scalar,
    opaque,
};

struct Items;

/// A value. It owns its parts.
class Value {
public:
    Value();
    Value(Value &&other) noexcept;
    Value &operator=(Value &&other) noexcept;
    ~Value();

    /// Reads one value. False, with a sentence in `problem`, if the text isn't typed JSON.
    static bool parse(std::string_view json, Value &out, std::string &problem);

    Kind kind = Kind::null;
    bool truth = false;
    Integer integer = 0;
    double real = 0;
    std::string text;
    const char *form = "";

    bool is_null() const { return kind == Kind::null; }
    bool is_text() const { return kind == Kind::text; }
    bool is_bytes() const { return kind == Kind::bytes; }
    bool is_mapping() const { return kind == Kind::mapping || kind == Kind::object; }
    /// A list, a tuple or a set.
    bool is_sequence() const { return kind == Kind::list || kind == Kind::tuple || kind == Kind::set; }

    /// The number of items of a sequence, or of pairs of a mapping.
    size_t size() const;
    const Value &operator[](size_t index) const;
    /// Adds an item, or a pair, and gives it.
    Value &add();
    /// Adds a pair with a text as its key, and gives its value.
    Value &add(std::string_view key);

    /// What it is, for messages: `the text "abc"`, `a list`.
    std::string described() const;

private:
    Items *items = nullptr;
};

/// The text of a whole number.
std::string digits(Integer number);

} // namespace dualgauge
