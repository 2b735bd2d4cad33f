#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace {

std::string escape(std::string_view value) {
    std::string result;
    for (char c : value) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\'': result += "&#x27;"; break;
            default: result += c;
        }
    }
    return result;
}

std::size_t length(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

// An absolute address has a scheme and a host.
bool is_address(const std::string& homepage) {
    return homepage.find("://") != std::string::npos;
}

}  // namespace

std::optional<std::string> render_comment(const std::string& author, const std::string& text,
                                          const std::optional<std::string>& homepage) {
    if (author.empty() || length(author) > 60 || text.empty() || length(text) > 2000) {
        return std::nullopt;
    }
    std::string heading = escape(author);
    if (homepage && is_address(*homepage)) {
        heading = "<a href=\"" + escape(*homepage) + "\" title=\"Homepage of " + heading + "\">" + heading + "</a>";
    }
    std::string body = escape(text);
    for (std::size_t pos = 0; (pos = body.find('\n', pos)) != std::string::npos;) {
        body.replace(pos, 1, "<br>");
    }
    return "<article class=\"comment\"><h4>" + heading + "</h4><p>" + body + "</p></article>";
}
