#include <optional>
#include <string>

static std::string escape(const std::string& name) {
    std::string escaped = "'";
    for (char c : name) {
        if (c == '\'') {
            escaped += "'\\''";
        } else {
            escaped += c;
        }
    }
    return escaped + "'";
}

std::optional<std::string> thumbnail_command(const std::string& source, const std::string& target, int width) {
    if (width < 1 || width > 4096) {
        return std::nullopt;
    }
    for (const std::string* name : {&source, &target}) {
        if (name->empty() || name->find_first_of("/\r\n") != std::string::npos) {
            return std::nullopt;
        }
    }
    // Nobody may smuggle in an option.
    if (source.starts_with("--")) {
        return std::nullopt;
    }
    return "mkthumb --width " + std::to_string(width) + " " + escape(source) + " " + escape(target);
}
