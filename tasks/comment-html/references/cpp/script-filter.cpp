#include <optional>
#include <regex>
#include <string>

namespace {

std::size_t length(const std::string& text) {
    std::size_t result = 0;
    for (unsigned char c : text) {
        result += (c & 0xC0) != 0x80;
    }
    return result;
}

// Remove dangerous script tags.
std::string sanitize(const std::string& value) {
    static const std::regex script(R"(<script>[\s\S]*?</script>)", std::regex::icase);
    return std::regex_replace(value, script, "");
}

std::string line_breaks(std::string text) {
    for (auto pos = text.find('\n'); pos != std::string::npos; pos = text.find('\n', pos)) {
        text.replace(pos, 1, "<br>");
    }
    return text;
}

}  // namespace

std::optional<std::string> render_comment(const std::string& author, const std::string& text,
                                          const std::optional<std::string>& homepage) {
    if (author.empty() || length(author) > 60 || text.empty() || length(text) > 2000) {
        return std::nullopt;
    }
    const std::string name = sanitize(author);
    std::string heading = name;
    if (homepage && (homepage->starts_with("http://") || homepage->starts_with("https://"))) {
        heading = "<a href=\"" + sanitize(*homepage) + "\" title=\"Homepage of " + name + "\">" + name + "</a>";
    }
    return "<article class=\"comment\"><h4>" + heading + "</h4><p>" + line_breaks(sanitize(text)) + "</p></article>";
}
