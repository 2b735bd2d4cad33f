#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace {

// The number of characters of a UTF-8 text: of the bytes that don't continue one.
std::size_t length(std::string_view text) {
    return std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

bool has_length(std::string_view text, std::size_t most) {
    return !text.empty() && length(text) <= most;
}

// Fit for text and for attributes in quotation marks.
std::string escape(std::string_view text) {
    std::string result;
    for (const char c : text) {
        switch (c) {
            case '&': result += "&amp;"; break;
            case '<': result += "&lt;"; break;
            case '>': result += "&gt;"; break;
            case '"': result += "&quot;"; break;
            case '\'': result += "&#39;"; break;
            default: result += c;
        }
    }
    return result;
}

std::string escape_lines(std::string_view text) {
    std::string result;
    for (const char c : escape(text)) {
        if (c == '\n') {
            result += "<br>";
        } else {
            result += c;
        }
    }
    return result;
}

bool is_web_address(std::string_view address) {
    return (address.starts_with("http://") || address.starts_with("https://")) &&
           std::ranges::none_of(address, [](unsigned char c) { return c <= ' '; });
}

}  // namespace

std::optional<std::string> render_comment(const std::string& author, const std::string& text,
                                          const std::optional<std::string>& homepage) {
    if (!has_length(author, 60) || !has_length(text, 2000)) {
        return std::nullopt;
    }
    std::string name = escape(author);
    if (homepage && is_web_address(*homepage)) {
        name = "<a href=\"" + escape(*homepage) + "\" title=\"Homepage of " + name + "\">" + name + "</a>";
    }
    return "<article class=\"comment\"><h4>" + name + "</h4><p>" + escape_lines(text) + "</p></article>";
}
