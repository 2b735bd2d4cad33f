#include <optional>
#include <string>

static bool validName(const std::string& name) {
    return !name.empty() && name.find_first_of("/\n") == std::string::npos;
}

std::optional<std::string> thumbnailCommand(const std::string& source, const std::string& target, int width) {
    if (width < 1 || width > 4096) {
        return std::nullopt;
    }
    if (!validName(source) || !validName(target)) {
        return std::nullopt;
    }
    return "mkthumb --width " + std::to_string(width) + " -- '" + source + "' '" + target + "'";
}
