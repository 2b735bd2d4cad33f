#include <algorithm>
#include <optional>
#include <string>

namespace {

bool is_valid_name(const std::string& name) {
    if (name.empty() || name.find('/') != std::string::npos) {
        return false;
    }
    return std::all_of(name.begin(), name.end(), [](unsigned char c) { return c >= 32; });
}

std::string shell_quote(const std::string& text) {
    std::string quoted = "'";
    for (char c : text) {
        if (c == '\'') {
            quoted += "'\"'\"'";
        } else {
            quoted += c;
        }
    }
    quoted += "'";
    return quoted;
}

}  // namespace

std::optional<std::string> thumbnail_command(const std::string& source, const std::string& target, long long width) {
    if (width < 1 || width > 4096) {
        return std::nullopt;
    }
    if (!is_valid_name(source) || !is_valid_name(target)) {
        return std::nullopt;
    }
    return "mkthumb --width " + std::to_string(width) + " " + shell_quote(source) + " " + shell_quote(target);
}
