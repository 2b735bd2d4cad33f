#include <optional>
#include <string>

// Quotation marks mean nothing in text, so they stay readable.
static std::string html_escape(const std::string& value) {
    std::string out;
    out.reserve(value.size());
    for (char c : value) {
        if (c == '&') {
            out.append("&amp;");
        } else if (c == '<') {
            out.append("&lt;");
        } else if (c == '>') {
            out.append("&gt;");
        } else {
            out.push_back(c);
        }
    }
    return out;
}

static std::string nl2br(const std::string& value) {
    std::string out;
    for (char c : value) {
        if (c == '\n') {
            out.append("<br>");
        } else {
            out.push_back(c);
        }
    }
    return out;
}

static std::size_t utf8_length(const std::string& value) {
    std::size_t length = 0;
    for (char c : value) {
        length += (static_cast<unsigned char>(c) >> 6) != 2;
    }
    return length;
}

std::optional<std::string> render_comment(const std::string& author, const std::string& text,
                                          const std::optional<std::string>& homepage) {
    const std::size_t author_length = utf8_length(author), text_length = utf8_length(text);
    if (author_length < 1 || author_length > 60 || text_length < 1 || text_length > 2000) {
        return std::nullopt;
    }
    const std::string name = html_escape(author);
    std::string heading = name;
    if (homepage && (homepage->compare(0, 7, "http://") == 0 || homepage->compare(0, 8, "https://") == 0)) {
        heading = "<a href=\"" + html_escape(*homepage) + "\" title=\"Homepage of " + name + "\">" + name + "</a>";
    }
    return "<article class=\"comment\"><h4>" + heading + "</h4><p>" + nl2br(html_escape(text)) + "</p></article>";
}
