#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

namespace {

using nlohmann::json;

constexpr int kMaxDepth = 10;

struct InvalidSettings {};

void require(bool condition) {
    if (!condition) throw InvalidSettings();
}

bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool consists_of_letters_digits_and(std::string_view others, std::string_view text) {
    return std::all_of(text.begin(), text.end(), [others](char c) {
        return is_letter(c) || is_digit(c) || others.find(c) != std::string_view::npos;
    });
}

bool is_key(std::string_view text) {
    return !text.empty() && is_letter(text.front()) && consists_of_letters_digits_and("_-", text);
}

bool is_integer(std::string_view text) {
    const std::string_view digits = text.substr(text.starts_with('-') ? 1 : 0);
    return !digits.empty() && digits.size() <= 15 && (digits.front() != '0' || digits.size() == 1) &&
           std::all_of(digits.begin(), digits.end(), is_digit);
}

bool is_plain_text(std::string_view text) {
    return !text.empty() && is_letter(text.front()) && text.back() != ' ' &&
           text.find("  ") == std::string_view::npos && consists_of_letters_digits_and(" _-./", text);
}

bool has_control_character(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte < 0x20 || byte == 0x7f) return true;
        // U+0080 to U+009F
        if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) return true;
    }
    return false;
}

json scalar(std::string_view text) {
    if (text == "true" || text == "false") return text == "true";
    if (text == "null") return nullptr;
    if (!is_integer(text)) {
        require(is_plain_text(text));
        return std::string(text);
    }
    long long number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

// Reads a value within a line. The text is shortened by what has been read.
class ValueReader {
public:
    explicit ValueReader(std::string_view text) : rest_(text) {}

    // `depth` is that of the mapping or list that holds the value.
    json value(int depth) {
        if (take("[")) return list(depth + 1);
        if (take("\"")) return quoted();
        return scalar(cut(std::min(rest_.find_first_of(",]"), rest_.size())));
    }

    bool at_end() const { return rest_.empty(); }

private:
    json list(int depth) {
        require(depth <= kMaxDepth);
        json items = json::array();
        if (take("]")) return items;
        do {
            items.push_back(value(depth));
        } while (take(", "));
        require(take("]"));
        return items;
    }

    json quoted() {
        const std::size_t length = rest_.find('"');
        require(length != std::string_view::npos);
        const std::string_view text = cut(length);
        require(take("\"") && text.find('\\') == std::string_view::npos && !has_control_character(text));
        return std::string(text);
    }

    bool take(std::string_view token) {
        const bool found = rest_.starts_with(token);
        if (found) rest_.remove_prefix(token.size());
        return found;
    }

    std::string_view cut(std::size_t length) {
        const std::string_view text = rest_.substr(0, length);
        rest_.remove_prefix(length);
        return text;
    }

    std::string_view rest_;
};

struct Line {
    std::size_t indent;
    std::string_view text;
};

// The lines that mean something.
std::vector<Line> split(std::string_view text) {
    std::vector<Line> lines;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(line.size() + 1, text.size()));
        const std::size_t indent = std::min(line.find_first_not_of(' '), line.size());
        if (indent < line.size() && line[indent] != '#') lines.push_back({indent, line.substr(indent)});
    }
    return lines;
}

class SettingsReader {
public:
    explicit SettingsReader(std::string_view text) : lines_(split(text)) {}

    json settings() { return mapping(0, 1); }

private:
    json mapping(std::size_t indent, int depth) {
        require(depth <= kMaxDepth);
        json entries = json::object();
        while (next_ < lines_.size() && lines_[next_].indent >= indent) {
            require(lines_[next_].indent == indent);
            const std::string_view line = lines_[next_++].text;
            const std::string_view key = line.substr(0, line.find(':'));
            require(is_key(key) && !entries.contains(key) && key.size() < line.size());
            entries[std::string(key)] = entry(line.substr(key.size() + 1), indent, depth);
        }
        return entries;
    }

    // The value of an entry; `rest` is what stands behind its colon.
    json entry(std::string_view rest, std::size_t indent, int depth) {
        if (rest.empty()) {
            require(next_ < lines_.size() && lines_[next_].indent == indent + 2);
            return mapping(indent + 2, depth + 1);
        }
        require(rest.starts_with(' '));
        ValueReader reader(rest.substr(1));
        json value = reader.value(depth);
        require(reader.at_end());
        return value;
    }

    std::vector<Line> lines_;
    std::size_t next_ = 0;
};

}  // namespace

std::optional<json> load_settings(std::string_view text) {
    try {
        return SettingsReader(text).settings();
    } catch (const InvalidSettings&) {
        return std::nullopt;
    }
}
