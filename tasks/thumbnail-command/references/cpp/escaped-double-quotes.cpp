#include <optional>
#include <string>

static std::string quote(const std::string& name) {
    std::string quoted = "\"";
    for (char c : name) {
        if (c == '"') {
            quoted += "\\\"";
        } else {
            quoted += c;
        }
    }
    quoted += '"';
    return quoted;
}

static bool is_valid(const std::string& name) {
    return !name.empty() && name.find('/') == std::string::npos && name.find('\n') == std::string::npos;
}

std::optional<std::string> thumbnail_command(const std::string& source, const std::string& target, int width) {
    if (width < 1 || width > 4096 || !is_valid(source) || !is_valid(target)) {
        return std::nullopt;
    }
    return "mkthumb --width " + std::to_string(width) + " -- " + quote(source) + " " + quote(target);
}
