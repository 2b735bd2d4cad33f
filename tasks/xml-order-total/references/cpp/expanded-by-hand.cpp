#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <regex>
#include <stdexcept>
#include <string>
#include <vector>

namespace {

struct XmlError : std::runtime_error {
    using std::runtime_error::runtime_error;
};

struct Element {
    std::string name;
    std::map<std::string, std::string> attributes;
    std::string text;
    std::vector<Element> children;
};

void append_utf8(std::string& out, unsigned long code) {
    if (code < 0x80) {
        out += static_cast<char>(code);
    } else if (code < 0x800) {
        out += static_cast<char>(0xC0 | (code >> 6));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else if (code < 0x10000) {
        out += static_cast<char>(0xE0 | (code >> 12));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    } else {
        out += static_cast<char>(0xF0 | (code >> 18));
        out += static_cast<char>(0x80 | ((code >> 12) & 0x3F));
        out += static_cast<char>(0x80 | ((code >> 6) & 0x3F));
        out += static_cast<char>(0x80 | (code & 0x3F));
    }
}

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

// A cursor over a text.
class Cursor {
public:
    explicit Cursor(std::string text) : text_(std::move(text)) {}

    bool at_end() const { return pos_ >= text_.size(); }
    char peek() const { return at_end() ? '\0' : text_[pos_]; }
    char next() {
        if (at_end()) throw XmlError("unexpected end");
        return text_[pos_++];
    }
    bool accept(const std::string& token) {
        if (text_.compare(pos_, token.size(), token) != 0) return false;
        pos_ += token.size();
        return true;
    }
    void expect(const std::string& token) {
        if (!accept(token)) throw XmlError("expected " + token);
    }
    void skip_spaces() {
        while (is_space(peek())) ++pos_;
    }
    std::string until(const std::string& token) {
        std::size_t end = text_.find(token, pos_);
        if (end == std::string::npos) throw XmlError("expected " + token);
        std::string found = text_.substr(pos_, end - pos_);
        pos_ = end + token.size();
        return found;
    }
    std::string name() {
        std::size_t start = pos_;
        const std::string ends = "<>/=\"'&;%[]!?";
        while (!at_end() && !is_space(peek()) && ends.find(peek()) == std::string::npos) ++pos_;
        if (pos_ == start) throw XmlError("expected a name");
        return text_.substr(start, pos_ - start);
    }
    std::string quoted() {
        char quote = next();
        if (quote != '"' && quote != '\'') throw XmlError("expected a quotation mark");
        return until(std::string(1, quote));
    }

private:
    std::string text_;
    std::size_t pos_ = 0;
};

class Parser {
public:
    explicit Parser(const std::string& document) : in_(document) {}

    Element parse() {
        skip_misc();
        in_.expect("<");
        Element root = parse_element();
        skip_misc();
        if (!in_.at_end()) throw XmlError("something behind the root element");
        return root;
    }

private:
    void skip_misc() {
        while (true) {
            in_.skip_spaces();
            if (in_.accept("<!--")) {
                in_.until("-->");
            } else if (in_.accept("<?")) {
                in_.until("?>");
            } else {
                return;
            }
        }
    }

    // Appends the text with its references resolved.
    static void resolve(const std::string& text, std::string& out) {
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] != '&') {
                out += text[i];
                continue;
            }
            std::size_t end = text.find(';', i);
            if (end == std::string::npos) throw XmlError("unterminated reference");
            const std::string name = text.substr(i + 1, end - i - 1);
            i = end;
            static const std::map<std::string, char> predefined = {
                {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
            if (auto it = predefined.find(name); it != predefined.end()) {
                out += it->second;
            } else if (name.rfind("#x", 0) == 0) {
                append_utf8(out, std::stoul(name.substr(2), nullptr, 16));
            } else if (name.rfind("#", 0) == 0) {
                append_utf8(out, std::stoul(name.substr(1)));
            } else {
                throw XmlError("unknown entity " + name);
            }
        }
    }

    // Begins behind the "<".
    Element parse_element() {
        Element element;
        element.name = in_.name();
        while (true) {
            in_.skip_spaces();
            if (in_.accept("/>")) return element;
            if (in_.accept(">")) break;
            std::string key = in_.name();
            in_.skip_spaces();
            in_.expect("=");
            in_.skip_spaces();
            resolve(in_.quoted(), element.attributes[key]);
        }
        while (true) {
            if (in_.accept("<!--")) {
                in_.until("-->");
            } else if (in_.accept("<![CDATA[")) {
                element.text += in_.until("]]>");
            } else if (in_.accept("<?")) {
                in_.until("?>");
            } else if (in_.accept("</")) {
                if (in_.name() != element.name) throw XmlError("mismatched tag");
                in_.skip_spaces();
                in_.expect(">");
                return element;
            } else if (in_.accept("<")) {
                element.children.push_back(parse_element());
            } else {
                std::string text;
                while (in_.peek() != '<') text += in_.next();
                resolve(text, element.text);
            }
        }
    }

    Cursor in_;
};

// Replaces the document's own entities and drops the document type, so that the parser can't load anything.
std::string expand(const std::string& document) {
    const std::size_t start = document.find("<!DOCTYPE");
    if (start == std::string::npos) {
        return document;
    }
    const std::size_t bracket = document.find_first_of("[>", start);
    std::size_t end = bracket;
    std::map<std::string, std::string> entities;
    if (bracket != std::string::npos && document[bracket] == '[') {
        end = document.find("]>", bracket);
        if (end == std::string::npos) throw XmlError("unterminated document type");
        Cursor definitions(document.substr(bracket + 1, end - bracket - 1));
        ++end;
        definitions.skip_spaces();
        while (definitions.accept("<!ENTITY")) {
            definitions.skip_spaces();
            const std::string name = definitions.name();
            definitions.skip_spaces();
            if (definitions.peek() == '"' || definitions.peek() == '\'') {
                entities[name] = definitions.quoted();
            }
            definitions.until(">");
            definitions.skip_spaces();
        }
    }
    if (end == std::string::npos) throw XmlError("unterminated document type");

    std::string text = document.substr(0, start) + document.substr(end + 1);
    bool found = true;
    while (found) {
        found = false;
        std::string expanded;
        for (std::size_t i = 0; i < text.size(); ++i) {
            if (text[i] == '&') {
                const std::size_t semicolon = text.find(';', i);
                if (semicolon != std::string::npos) {
                    const auto it = entities.find(text.substr(i + 1, semicolon - i - 1));
                    if (it != entities.end()) {
                        expanded += it->second;
                        i = semicolon;
                        found = true;
                        continue;
                    }
                }
            }
            expanded += text[i];
        }
        text = expanded;
    }
    return text;
}

std::string trim(const std::string& text) {
    std::size_t first = text.find_first_not_of(" \t\r\n");
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
}

long long item_cents(const Element& item) {
    static const std::regex quantity_form("[0-9]{1,3}");
    static const std::regex price_form("([0-9]{1,6})\\.([0-9]{2})");
    auto quantity = item.attributes.find("quantity");
    auto price = item.attributes.find("price");
    if (quantity == item.attributes.end() || price == item.attributes.end()) {
        throw XmlError("an item lacks an attribute");
    }
    std::smatch parts;
    if (!std::regex_match(quantity->second, quantity_form) || std::stoi(quantity->second) == 0 ||
        !std::regex_match(price->second, parts, price_form)) {
        throw XmlError("bad number");
    }
    return std::stoll(quantity->second) * std::stoll(parts[1].str() + parts[2].str());
}

}  // namespace

std::optional<nlohmann::json> order_total(const std::string& document) {
    try {
        const Element order = Parser(expand(document)).parse();
        if (order.name != "order") {
            return std::nullopt;
        }
        const Element* customer = nullptr;
        long long total = 0;
        for (const Element& child : order.children) {
            if (child.name == "customer") {
                if (customer != nullptr) return std::nullopt;
                customer = &child;
            } else if (child.name == "item") {
                total += item_cents(child);
            }
        }
        if (customer == nullptr || !customer->children.empty()) {
            return std::nullopt;
        }
        return nlohmann::json{{"customer", trim(customer->text)}, {"total", total}};
    } catch (const std::exception&) {
        return std::nullopt;
    }
}
