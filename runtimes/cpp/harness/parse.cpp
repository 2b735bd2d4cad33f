// Reading typed JSON.

#include "text.hpp"
#include "value.hpp"

#include <cmath>
#include <cstdlib>
#include <cstring>

namespace dualgauge {

namespace {

/// The forms that are kept as their text.
constexpr const char *scalars[] = {"datetime", "date", "time", "timedelta", "decimal"};

class Reader {
public:
    Reader(std::string_view json, std::string &why) : at(json.data()), end(at + json.size()), problem(why) {}

    bool whole(Value &out) {
        if (!value(out, 0))
            return false;
        space();
        return at == end || fail("text after the value");
    }

private:
    const char *at, *end;
    std::string &problem;

    bool fail(const char *why) {
        if (problem.empty())
            problem = why;
        return false;
    }

    void space() {
        while (at < end && (*at == ' ' || *at == '\n' || *at == '\t' || *at == '\r'))
            ++at;
    }

    bool take(char c) {
        space();
        if (at == end || *at != c)
            return false;
        ++at;
        return true;
    }

    bool word(const char *text) {
        const size_t length = std::strlen(text);
        if (static_cast<size_t>(end - at) < length || std::memcmp(at, text, length) != 0)
            return fail("an unknown word");
        at += length;
        return true;
    }

    bool value(Value &out, unsigned depth) {
        if (depth > max_depth)
            return fail("too many levels");
        space();
        if (at == end)
            return fail("the text ends too early");
        switch (*at) {
        case 'n':
            return word("null");
        case 't':
        case 'f':
            out.kind = Kind::boolean;
            out.truth = *at == 't';
            return word(out.truth ? "true" : "false");
        case '"':
            out.kind = Kind::text;
            return string(out.text);
        case '[':
            out.kind = Kind::list;
            return list(out, depth);
        case '{':
            return object(out, depth);
        default:
            return number(out);
        }
    }

    bool list(Value &out, unsigned depth) {
        ++at;
        if (take(']'))
            return true;
        do
            if (!value(out.add(), depth + 1))
                return false;
        while (take(','));
        return take(']') || fail("a list that doesn't end");
    }

    bool object(Value &out, unsigned depth) {
        ++at;
        out.kind = Kind::mapping;
        if (take('}'))
            return true;
        std::string key;
        do {
            space();
            if (!string(key) || !take(':'))
                return fail("a mapping without a key");
            if (!key.empty() && key[0] == '$') {
                Value content;
                return value(content, depth + 1) && form(key.c_str() + 1, content, out) &&
                       (take('}') || fail("a form of a value with other keys"));
            }
            if (!value(out.add(key), depth + 1))
                return false;
        } while (take(','));
        return take('}') || fail("a mapping that doesn't end");
    }

    /// The value that `{"$name": content}` stands for.
    bool form(const char *name, Value &content, Value &out) {
        auto is = [name](const char *other) { return std::strcmp(name, other) == 0; };
        if (content.kind == Kind::list) {
            if (is("dict"))
                return pairs(content, out);
            if (!is("tuple") && !is("set"))
                return fail("an unknown form of a value");
            out = static_cast<Value &&>(content);
            out.kind = is("tuple") ? Kind::tuple : Kind::set;
            return true;
        }
        if (content.kind == Kind::mapping && is("object"))
            return record(content, out);
        if (content.kind != Kind::text) {
            // A value that only describes something, e.g. `$opaque`: no parameter takes it.
            out.kind = Kind::opaque;
            return true;
        }
        if (is("int"))
            return whole_number(content.text, out);
        if (is("float"))
            return special(content.text, out);
        if (is("bytes") || is("hex")) {
            out.kind = Kind::bytes;
            return (is("hex") ? from_hex : from_base64)(content.text, out.text) || fail("bytes that can't be read");
        }
        if (is("utf16"))
            return utf16(content.text, out);
        for (const char *scalar : scalars)
            if (is(scalar)) {
                out.kind = Kind::scalar;
                out.form = scalar;
                out.text.swap(content.text);
                return true;
            }
        return fail("an unknown form of a value");
    }

    bool pairs(Value &content, Value &out) {
        for (size_t i = 0; i < content.size(); ++i)
            if (content[i].kind != Kind::list || content[i].size() != 2)
                return fail("$dict takes pairs");
        out = static_cast<Value &&>(content);
        out.kind = Kind::mapping;
        return true;
    }

    bool record(Value &content, Value &out) {
        for (size_t i = 0; i < content.size(); ++i) {
            Value &part = const_cast<Value &>(content[i][1]);
            if (content[i][0].text == "fields" && part.kind == Kind::mapping) {
                std::string type = out.text;
                out = static_cast<Value &&>(part);
                out.text = type;
            } else if (content[i][0].text == "type" && part.is_text()) {
                out.text = part.text;
            } else {
                return fail("$object takes a type and fields");
            }
        }
        out.kind = Kind::object;
        return true;
    }

    bool special(const std::string &name, Value &out) {
        out.kind = Kind::real;
        out.real = name == "nan" ? NAN : name == "-inf" ? -HUGE_VAL : HUGE_VAL;
        return true;
    }

    bool utf16(const std::string &hexadecimal, Value &out) {
        std::string bytes;
        if (!from_hex(hexadecimal, bytes) || bytes.size() % 2)
            return fail("$utf16 takes code units in hexadecimal");
        std::u16string units;
        for (size_t i = 0; i < bytes.size(); i += 2)
            units += static_cast<char16_t>(static_cast<unsigned char>(bytes[i]) << 8 | static_cast<unsigned char>(bytes[i + 1]));
        out.kind = Kind::text;
        out.text = utf8_of(units);
        return true;
    }

    bool whole_number(std::string_view text, Value &out) {
        out.kind = Kind::integer;
        size_t i = 0;
        const bool negative = !text.empty() && text[0] == '-';
        if (negative)
            ++i;
        if (i == text.size())
            return fail("a number without digits");
        Unsigned number = 0;
        constexpr Unsigned most = ~Unsigned{0} >> 1;
        for (; i < text.size(); ++i) {
            if (text[i] < '0' || text[i] > '9')
                return fail("a number that can't be read");
            const unsigned digit = static_cast<unsigned>(text[i] - '0');
            if (number > (most - digit) / 10) {
                out.kind = Kind::huge;
                out.text = text;
                return true;
            }
            number = number * 10 + digit;
        }
        out.integer = negative ? -static_cast<Integer>(number) : static_cast<Integer>(number);
        return true;
    }

    bool number(Value &out) {
        const char *start = at;
        bool whole = true;
        for (; at < end && std::strchr("+-.0123456789eE", *at) && *at; ++at)
            whole = whole && *at != '.' && *at != 'e' && *at != 'E';
        const std::string text(start, at);
        if (whole)
            return whole_number(text, out);
        char *stop;
        out.kind = Kind::real;
        out.real = std::strtod(text.c_str(), &stop);
        return *stop == 0 || fail("a number that can't be read");
    }

    bool four(char32_t &unit) {
        if (end - at < 4)
            return false;
        std::string bytes;
        if (!from_hex({at, 4}, bytes))
            return false;
        unit = static_cast<char32_t>(static_cast<unsigned char>(bytes[0]) << 8 | static_cast<unsigned char>(bytes[1]));
        at += 4;
        return true;
    }

    bool escape(std::string &out) {
        static constexpr char letters[] = "\"\\/bfnrt", meanings[] = "\"\\/\b\f\n\r\t";
        if (at == end)
            return false;
        const char letter = *at++;
        if (letter != 'u') {
            const char *found = letter ? std::strchr(letters, letter) : nullptr;
            if (found)
                out += meanings[found - letters];
            return found != nullptr;
        }
        char32_t unit, low;
        if (!four(unit))
            return false;
        if (unit >= 0xd800 && unit < 0xdc00 && end - at >= 6 && at[0] == '\\' && at[1] == 'u') {
            const char *before = at;
            at += 2;
            if (!four(low))
                return false;
            if (low >= 0xdc00 && low < 0xe000)
                unit = 0x10000 + ((unit - 0xd800) << 10) + (low - 0xdc00);
            else
                at = before;
        }
        add_utf8(out, unit);
        return true;
    }

    bool string(std::string &out) {
        out.clear();
        if (at == end || *at != '"')
            return fail("a text was expected");
        ++at;
        while (at < end && *at != '"') {
            const char *run = at;
            while (at < end && *at != '"' && *at != '\\')
                ++at;
            out.append(run, at);
            if (at < end && *at == '\\') {
                ++at;
                if (!escape(out))
                    return fail("an escape that can't be read");
            }
        }
        if (at == end)
            return fail("a text that doesn't end");
        ++at;
        return true;
    }
};

} // namespace

bool Value::parse(std::string_view json, Value &out, std::string &problem) {
    return Reader(json, problem).whole(out);
}

} // namespace dualgauge
