#include <optional>
#include <string>
#include <string_view>

namespace {

void replace_all(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

std::string encode(std::string value) {
    replace_all(value, "<", "&lt;");
    replace_all(value, ">", "&gt;");
    return value;
}

std::size_t characters(std::string_view text) {
    std::size_t count = 0;
    for (unsigned char byte : text) {
        if (byte < 0x80 || byte >= 0xC0) {
            ++count;
        }
    }
    return count;
}

}  // namespace

std::optional<std::string> render_comment(const std::string& author, const std::string& text,
                                          const std::optional<std::string>& homepage) {
    if (author.empty() || characters(author) > 60 || text.empty() || characters(text) > 2000) {
        return std::nullopt;
    }
    std::string heading = encode(author);
    if (homepage.has_value() && (homepage->starts_with("http://") || homepage->starts_with("https://"))) {
        heading = "<a href=\"" + encode(*homepage) + "\" title=\"Homepage of " + heading + "\">" + heading + "</a>";
    }
    std::string body = encode(text);
    replace_all(body, "\n", "<br>");
    return "<article class=\"comment\"><h4>" + heading + "</h4><p>" + body + "</p></article>";
}
