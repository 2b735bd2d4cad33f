#include "writer.hpp"

#include "text.hpp"

#include <charconv>
#include <cmath>
#include <cstring>

namespace dualgauge {

void add_quoted(std::string &json, std::string_view text) {
    static constexpr char hexadecimal[] = "0123456789abcdef";
    json += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += hexadecimal[c >> 4];
            json += hexadecimal[c & 15];
        } else {
            json += c;
        }
    }
    json += '"';
}

void Writer::quoted(std::string_view text) { add_quoted(json, text); }

bool Writer::start(size_t size) {
    // Every value counts for 8 characters at least, as in the other runtimes, so that a list of a million is too large.
    if (exceeded || json.size() + size + 8 > 2 * max_text || size > max_text)
        exceeded = true;
    if (exceeded)
        return false;
    if (after)
        json += ',';
    after = true;
    return true;
}

void Writer::nest(const char *brackets) {
    for (; *brackets; ++brackets)
        if (*brackets == '[' || *brackets == '{')
            open += *brackets == '[' ? ']' : '}';
}

void Writer::begin(const char *opening) {
    // What stands for a leaf may itself nest three levels.
    if (open.size() + 3 > max_depth)
        exceeded = true;
    if (!start())
        return;
    json += opening;
    parts += static_cast<char>(open.size());
    nest(opening);
    after = false;
}

void Writer::end() {
    if (exceeded)
        return;
    const size_t before = static_cast<size_t>(parts.back());
    parts.pop_back();
    for (; open.size() > before; open.pop_back())
        json += open.back();
    after = true;
}

void Writer::begin_list() { begin("["); }
void Writer::begin_tuple() { begin("{\"$tuple\":["); }
void Writer::begin_set() { begin("{\"$set\":["); }
void Writer::begin_mapping() { begin("{"); }
void Writer::begin_pairs() { begin("{\"$dict\":["); }
void Writer::begin_pair() { begin("["); }

bool Writer::plain_key(std::string_view key) { return (key.empty() || key[0] != '$') && is_utf8(key); }

void Writer::begin_object(std::string_view type) {
    begin("{\"$object\":{\"type\":");
    if (exceeded)
        return;
    quoted(type);
    json += ",\"fields\":{";
    nest("{");
}

void Writer::field(std::string_view name) {
    if (exceeded)
        return;
    if (after)
        json += ',';
    quoted(name);
    json += ':';
    after = false;
}

void Writer::null() {
    if (start())
        json += "null";
}

void Writer::boolean(bool value) {
    if (start())
        json += value ? "true" : "false";
}

void Writer::integer(Integer value) {
    if (!start())
        return;
    if (value >= INT64_MIN && value <= INT64_MAX)
        json += digits(value);
    else
        json += "{\"$int\":\"" + digits(value) + "\"}";
}

void Writer::unsigned_integer(Unsigned value) {
    if (!(value >> 127))
        return integer(static_cast<Integer>(value));
    // Ten times the quotient is surely in range.
    if (start())
        json += "{\"$int\":\"" + digits(static_cast<Integer>(value / 10)) + digits(static_cast<Integer>(value % 10)) + "\"}";
}

void Writer::real(double value) {
    if (!start())
        return;
    if (std::isnan(value) || std::isinf(value)) {
        json += std::isnan(value) ? "{\"$float\":\"nan\"}" : value < 0 ? "{\"$float\":\"-inf\"}" : "{\"$float\":\"inf\"}";
        return;
    }
    char text[40];
    const auto done = std::to_chars(text, text + sizeof text, value);
    const size_t length = static_cast<size_t>(done.ptr - text);
    json.append(text, length);
    if (!std::memchr(text, '.', length) && !std::memchr(text, 'e', length))
        json += ".0";
}

void Writer::text(std::string_view content) {
    if (!is_utf8(content))
        return bytes(content);
    if (start(content.size()))
        quoted(content);
}

void Writer::bytes(std::string_view content) {
    if (start(content.size()))
        json += "{\"$bytes\":\"" + base64(content) + "\"}";
}

void Writer::scalar(const char *form, std::string_view content) {
    if (!start(content.size()))
        return;
    json += std::string("{\"$") + form + "\":";
    quoted(content);
    json += '}';
}

void Writer::opaque(std::string_view type) {
    if (!start(type.size()))
        return;
    json += "{\"$opaque\":{\"type\":";
    quoted(type);
    json += ",\"text\":\"\"}}";
}

void Writer::exception(std::string_view type, std::string_view message) {
    if (!start(type.size() + message.size()))
        return;
    json += "{\"$exception\":{\"type\":";
    quoted(type);
    json += ",\"message\":";
    quoted(is_utf8(message) ? message : std::string_view("(not UTF-8)"));
    json += "}}";
}

void Writer::raise(std::string_view type, std::string_view message) {
    // Inside another value the error is a part of the result.
    if (!open.empty())
        return exception(type, message);
    has_raised = true;
    raised_type = type;
    raised_message = message;
    null();
}

std::string Writer::finish(std::string_view type) {
    if (!exceeded)
        return static_cast<std::string &&>(json);
    std::string whole = "{\"$opaque\":{\"type\":";
    add_quoted(whole, type);
    return whole + ",\"text\":\"too large\"}}";
}

} // namespace dualgauge
