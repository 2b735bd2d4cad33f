#include <algorithm>
#include <optional>
#include <regex>
#include <string>
#include <string_view>

using namespace std::string_literals;

static std::string strip_tags(const std::string& value) {
    return std::regex_replace(value, std::regex("<[^>]*>"), "");
}

static auto length(std::string_view text) {
    return std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; });
}

std::optional<std::string> render_comment(std::string author, std::string text, std::optional<std::string> homepage) {
    if (author.empty() || length(author) > 60 || text.empty() || length(text) > 2000) {
        return std::nullopt;
    }
    author = strip_tags(author);
    text = std::regex_replace(strip_tags(text), std::regex("\n"), "<br>");
    std::string heading = author;
    if (homepage && std::regex_search(*homepage, std::regex("^https?://"))) {
        heading = "<a href=\""s + strip_tags(*homepage) + "\" title=\"Homepage of " + author + "\">" + author + "</a>";
    }
    return "<article class=\"comment\"><h4>"s + heading + "</h4><p>" + text + "</p></article>";
}
