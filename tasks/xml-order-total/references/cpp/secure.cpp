#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <nlohmann/json.hpp>

namespace {

using Attributes = std::map<std::string, std::string, std::less<>>;

constexpr std::string_view kWhiteSpace = " \t\r\n";

struct InvalidOrder {};

void require(bool condition) {
    if (!condition) throw InvalidOrder();
}

std::string_view trim(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(kWhiteSpace), text.size()));
    return text.substr(0, text.find_last_not_of(kWhiteSpace) + 1);
}

bool is_blank(std::string_view text) { return trim(text).empty(); }

bool is_control(char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 && kWhiteSpace.find(c) == std::string_view::npos;
}

bool is_digits(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

bool is_xml_character(char32_t code) {
    const bool is_control = code < 0x20 && code != '\t' && code != '\n' && code != '\r';
    const bool is_surrogate = code >= 0xd800 && code <= 0xdfff;
    return !is_control && !is_surrogate && code != 0xfffe && code != 0xffff && code <= 0x10ffff;
}

std::string utf8(char32_t code) {
    std::string bytes;
    char32_t limit = 0x80;  // the first byte has room for values below this
    while (code >= limit) {
        bytes.insert(bytes.begin(), static_cast<char>(0x80 | (code & 0x3f)));
        code >>= 6;
        limit = std::min<char32_t>(limit / 2, 0x20);
    }
    return static_cast<char>((0x100 - 2 * limit) | code) + bytes;
}

// What `&name;` stands for. There are no other entities than XML's own, as no document may declare any.
std::string reference(std::string_view name) {
    static const std::map<std::string_view, std::string> predefined = {
        {"amp", "&"}, {"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}};
    if (!name.starts_with('#')) {
        const auto found = predefined.find(name);
        require(found != predefined.end());
        return found->second;
    }
    const bool hexadecimal = name.starts_with("#x");
    name.remove_prefix(hexadecimal ? 2 : 1);
    unsigned code = 0;
    const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), code, hexadecimal ? 16 : 10);
    require(error == std::errc() && end == name.data() + name.size() && is_xml_character(code));
    return utf8(code);
}

std::string decoded(std::string_view text) {
    std::string result;
    for (std::size_t at = text.find('&'); at != std::string_view::npos; at = text.find('&')) {
        const std::size_t end = text.find(';', at);
        require(end != std::string_view::npos);
        result += text.substr(0, at);
        result += reference(text.substr(at + 1, end - at - 1));
        text.remove_prefix(end + 1);
    }
    return result.append(text);
}

long long cents(const Attributes& item) {
    const auto quantity = item.find("quantity");
    const auto price = item.find("price");
    require(quantity != item.end() && price != item.end());
    const std::string& count = quantity->second;
    require(is_digits(count) && count.size() <= 3 && std::stoi(count) > 0);
    const std::string& amount = price->second;
    require(amount.size() >= 4 && amount.size() <= 9 && amount[amount.size() - 3] == '.');
    const std::string units = amount.substr(0, amount.size() - 3);
    const std::string fraction = amount.substr(amount.size() - 2);
    require(is_digits(units) && is_digits(fraction));
    return std::stoll(count) * std::stoll(units + fraction);
}

// Reads an order from front to back. Elements are kept on a list of their own, so that their depth takes no stack.
class OrderReader {
public:
    explicit OrderReader(std::string_view document) : rest_(document) {}

    nlohmann::json read() {
        require(std::none_of(rest_.begin(), rest_.end(), is_control));
        if (take("<?xml ")) until("?>");
        while (!rest_.empty()) {
            if (take("<!--")) require(until("-->").find("--") == std::string_view::npos);
            else if (take("<?")) require(!until("?>").starts_with("xml "));
            else if (take("<![CDATA[")) text(until("]]>"), false);
            else if (take("</")) end_tag();
            else if (take("<")) start_tag();
            else character_data();
        }
        require(started_ && open_.empty() && customer_);
        return {{"customer", trim(*customer_)}, {"total", total_}};
    }

private:
    void character_data() {
        const std::string_view raw = cut(rest_.find('<'));
        require(raw.find("]]>") == std::string_view::npos);
        text(decoded(raw), raw.find('&') == std::string_view::npos);
    }

    // Outside of the root, only white space may stand, and only as it is.
    void text(std::string_view content, bool as_it_is) {
        if (open_.empty()) require(is_blank(content) && as_it_is);
        if (in_customer()) *customer_ += content;
    }

    void start_tag() {
        const std::string tag(name());
        Attributes attributes;
        bool spaced = skip_white_space();
        while (!rest_.starts_with('>') && !rest_.starts_with("/>")) {
            require(spaced);
            require(attributes.insert(attribute()).second);
            spaced = skip_white_space();
        }
        element(tag, attributes);
        open_.push_back(tag);
        if (take("/")) open_.pop_back();
        require(take(">"));
    }

    void element(std::string_view tag, const Attributes& attributes) {
        if (open_.empty()) require(tag == "order" && !std::exchange(started_, true));
        require(!in_customer());
        if (open_.size() != 1) return;
        if (tag == "item") total_ += cents(attributes);
        if (tag != "customer") return;
        require(!customer_);
        customer_.emplace();
    }

    void end_tag() {
        require(!open_.empty() && open_.back() == name());
        skip_white_space();
        require(take(">"));
        open_.pop_back();
    }

    std::pair<std::string, std::string> attribute() {
        const std::string_view key = name();
        skip_white_space();
        require(take("="));
        skip_white_space();
        const std::string_view quote = cut(1);
        require(quote == "\"" || quote == "'");
        const std::string_view raw = until(quote);
        require(raw.find('<') == std::string_view::npos);
        return {std::string(key), decoded(raw)};
    }

    std::string_view name() {
        const std::string_view found = cut(rest_.find_first_of(" \t\r\n<>/=\"'&;!?#()[]{}+*,$%@\\^`|~"));
        require(!found.empty() && std::string_view("-.0123456789").find(found.front()) == std::string_view::npos);
        return found;
    }

    bool in_customer() const { return open_.size() == 2 && open_.back() == "customer"; }

    bool skip_white_space() { return !cut(rest_.find_first_not_of(kWhiteSpace)).empty(); }

    bool take(std::string_view token) {
        const bool found = rest_.starts_with(token);
        if (found) rest_.remove_prefix(token.size());
        return found;
    }

    // What stands before the token, which is read, too.
    std::string_view until(std::string_view token) {
        const std::size_t end = rest_.find(token);
        require(end != std::string_view::npos);
        const std::string_view found = cut(end);
        rest_.remove_prefix(token.size());
        return found;
    }

    std::string_view cut(std::size_t length) {
        const std::string_view found = rest_.substr(0, length);
        rest_.remove_prefix(found.size());
        return found;
    }

    std::string_view rest_;
    std::vector<std::string> open_;  // the names of the elements that are open
    bool started_ = false;
    std::optional<std::string> customer_;
    long long total_ = 0;
};

}  // namespace

std::optional<nlohmann::json> order_total(std::string_view document) {
    try {
        return OrderReader(document).read();
    } catch (const InvalidOrder&) {
        return std::nullopt;
    }
}
