#include <optional>
#include <sstream>
#include <string>

static std::size_t count_characters(const std::string& utf8) {
    std::size_t count = 0;
    for (unsigned char c : utf8) {
        if ((c & 0xC0) != 0x80) ++count;
    }
    return count;
}

std::optional<std::string> render_comment(const std::string& author, const std::string& text,
                                          const std::optional<std::string>& homepage) {
    if (author.empty() || count_characters(author) > 60 || text.empty() || count_characters(text) > 2000) {
        return std::nullopt;
    }

    std::ostringstream html;
    html << R"(<article class="comment"><h4>)";
    if (homepage && (homepage->rfind("http://", 0) == 0 || homepage->rfind("https://", 0) == 0)) {
        html << "<a href=\"" << *homepage << "\" title=\"Homepage of " << author << "\">" << author << "</a>";
    } else {
        html << author;
    }
    html << "</h4><p>";
    for (char c : text) {
        if (c == '\n') {
            html << "<br>";
        } else {
            html << c;
        }
    }
    html << "</p></article>";
    return html.str();
}
