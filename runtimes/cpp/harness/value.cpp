#include "value.hpp"

#include <memory>
#include <vector>

namespace dualgauge {

struct Items {
    std::vector<Value> values;
};

Value::Value() = default;

Value::Value(Value &&other) noexcept { *this = static_cast<Value &&>(other); }

Value &Value::operator=(Value &&other) noexcept {
    if (this == &other)
        return *this;
    kind = other.kind;
    truth = other.truth;
    integer = other.integer;
    real = other.real;
    text.swap(other.text);
    form = other.form;
    std::swap(items, other.items);
    return *this;
}

Value::~Value() { delete items; }

size_t Value::size() const { return items ? items->values.size() : 0; }

const Value &Value::operator[](size_t index) const { return items->values[index]; }

Value &Value::add() {
    if (!items)
        items = new Items;
    return items->values.emplace_back();
}

Value &Value::add(std::string_view key) {
    Value &pair = add();
    pair.kind = Kind::tuple;
    Value &name = pair.add();
    name.kind = Kind::text;
    name.text = key;
    return pair.add();
}

std::string digits(Integer number) {
    Unsigned rest = number < 0 ? -static_cast<Unsigned>(number) : static_cast<Unsigned>(number);
    char text[41];
    char *end = text + sizeof text, *at = end;
    do
        *--at = static_cast<char>('0' + static_cast<int>(rest % 10));
    while (rest /= 10);
    if (number < 0)
        *--at = '-';
    return std::string(at, end);
}

namespace {

/// At most 40 bytes of a text, whole characters, in quotes.
std::string excerpt(const std::string &text) {
    if (text.size() <= 40)
        return '"' + text + '"';
    size_t end = 40;
    while (end && (text[end] & 0xc0) == 0x80)
        --end;
    return '"' + text.substr(0, end) + "...\"";
}

} // namespace

std::string Value::described() const {
    switch (kind) {
    case Kind::null:
        return "null";
    case Kind::boolean:
        return truth ? "true" : "false";
    case Kind::integer:
        return "the whole number " + digits(integer);
    case Kind::huge:
        return "a whole number of " + std::to_string(text.size()) + " digits";
    case Kind::real:
        return "a floating-point number";
    case Kind::text:
        return "the text " + excerpt(text);
    case Kind::bytes:
        return "bytes";
    case Kind::list:
        return "a list";
    case Kind::tuple:
        return "a tuple";
    case Kind::set:
        return "a set";
    case Kind::mapping:
        return "a mapping";
    case Kind::object:
        return "an object of type " + text;
    case Kind::scalar:
        return std::string("a $") + form;
    case Kind::opaque:
        return "an opaque value";
    }
    return "a value";
}

} // namespace dualgauge
