#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <map>
#include <optional>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

using json = nlohmann::json;

constexpr int MAX_DEPTH = 10;

namespace {

class YamlError : public std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Line {
    int indent;
    std::string text;
};

// The usual subset of YAML: block mappings, flow lists, scalars, anchors, aliases and merge keys.
class YamlLoader {
public:
    explicit YamlLoader(const std::string& text) {
        std::istringstream input(text);
        std::string line;
        while (std::getline(input, line)) {
            std::size_t first = line.find_first_not_of(' ');
            if (first == std::string::npos || line[first] == '#') {
                continue;
            }
            if (line[first] == '\t') {
                throw YamlError("tabs cannot be used for indentation");
            }
            lines_.push_back({static_cast<int>(first), line.substr(first)});
        }
    }

    json load() {
        if (lines_.empty()) {
            return json::object();
        }
        json settings = parse_mapping(lines_[0].indent);
        if (current_ != lines_.size()) {
            throw YamlError("bad indentation");
        }
        return settings;
    }

private:
    json parse_mapping(int indent) {
        json mapping = json::object();
        while (current_ < lines_.size() && lines_[current_].indent == indent) {
            const std::string line = lines_[current_++].text;
            std::size_t colon = line.find(':');
            if (colon == std::string::npos || (colon + 1 < line.size() && line[colon + 1] != ' ')) {
                throw YamlError("expected 'key: value'");
            }
            const std::string key = line.substr(0, colon);
            text_ = line.substr(colon + 1);
            pos_ = 0;
            json value = parse_node(indent);
            if (key == "<<") {
                merge(mapping, value);
            } else {
                mapping[key] = value;
            }
        }
        if (current_ < lines_.size() && lines_[current_].indent > indent) {
            throw YamlError("bad indentation");
        }
        return mapping;
    }

    // The value of a key: in the same line, or a mapping in the lines below.
    json parse_node(int indent) {
        skip_spaces();
        std::string anchor;
        if (peek() == '&') {
            ++pos_;
            anchor = parse_name();
            skip_spaces();
        }
        json value;
        if (pos_ < text_.size()) {
            value = parse_value();
            skip_spaces();
            if (pos_ < text_.size()) {
                throw YamlError("unexpected text after value");
            }
        } else if (current_ < lines_.size() && lines_[current_].indent > indent) {
            value = parse_mapping(lines_[current_].indent);
        }
        if (!anchor.empty()) {
            anchors_[anchor] = value;
        }
        return value;
    }

    json parse_value() {
        switch (peek()) {
            case '[':
                return parse_list();
            case '"':
                return parse_quoted();
            case '*':
                return parse_alias();
            case '!':
                throw YamlError("tags are not supported");
            default:
                return parse_scalar();
        }
    }

    json parse_list() {
        json list = json::array();
        ++pos_;
        skip_spaces();
        if (peek() == ']') {
            ++pos_;
            return list;
        }
        while (true) {
            skip_spaces();
            list.push_back(parse_value());
            skip_spaces();
            char c = peek();
            ++pos_;
            if (c == ']') {
                return list;
            }
            if (c != ',') {
                throw YamlError("expected ',' or ']'");
            }
        }
    }

    json parse_quoted() {
        std::size_t end = text_.find('"', pos_ + 1);
        if (end == std::string::npos) {
            throw YamlError("unterminated string");
        }
        std::string value = text_.substr(pos_ + 1, end - pos_ - 1);
        pos_ = end + 1;
        return value;
    }

    json parse_alias() {
        ++pos_;
        auto it = anchors_.find(parse_name());
        if (it == anchors_.end()) {
            throw YamlError("unknown alias");
        }
        return it->second;
    }

    json parse_scalar() {
        std::size_t end = std::min(text_.find_first_of(",]", pos_), text_.size());
        std::string word = text_.substr(pos_, end - pos_);
        pos_ = end;
        while (!word.empty() && word.back() == ' ') {
            word.pop_back();
        }
        if (word.empty() || word == "null" || word == "~") {
            return nullptr;
        }
        if (word == "true" || word == "false") {
            return word == "true";
        }
        if (is_integer(word)) {
            return std::stoll(word);
        }
        return word;
    }

    static bool is_integer(const std::string& word) {
        std::size_t start = word[0] == '-' ? 1 : 0;
        if (start == word.size() || word.size() > 18) {
            return false;
        }
        for (std::size_t i = start; i < word.size(); ++i) {
            if (!std::isdigit(static_cast<unsigned char>(word[i]))) {
                return false;
            }
        }
        return true;
    }

    // "<<: *defaults" or "<<: [*a, *b]": keys that are there already stay as they are.
    static void merge(json& mapping, const json& source) {
        if (source.is_array()) {
            for (const auto& item : source) {
                merge(mapping, item);
            }
        } else if (source.is_object()) {
            for (const auto& [key, value] : source.items()) {
                if (!mapping.contains(key)) {
                    mapping[key] = value;
                }
            }
        } else {
            throw YamlError("only mappings can be merged");
        }
    }

    std::string parse_name() {
        std::size_t start = pos_;
        while (std::isalnum(static_cast<unsigned char>(peek())) || peek() == '_' || peek() == '-') {
            ++pos_;
        }
        if (pos_ == start) {
            throw YamlError("expected a name");
        }
        return text_.substr(start, pos_ - start);
    }

    char peek() const { return pos_ < text_.size() ? text_[pos_] : '\0'; }

    void skip_spaces() {
        while (peek() == ' ') {
            ++pos_;
        }
    }

    std::vector<Line> lines_;
    std::size_t current_ = 0;
    std::string text_;  // the rest of the current line
    std::size_t pos_ = 0;
    std::map<std::string, json> anchors_;
};

int depth(const json& value) {
    if (!value.is_structured()) {
        return 0;
    }
    int deepest = 0;
    for (const auto& item : value) {
        deepest = std::max(deepest, depth(item));
    }
    return deepest + 1;
}

}  // namespace

std::optional<json> load_settings(const std::string& text) {
    try {
        json settings = YamlLoader(text).load();
        if (depth(settings) > MAX_DEPTH) {
            return std::nullopt;
        }
        return settings;
    } catch (const YamlError&) {
        return std::nullopt;
    }
}
