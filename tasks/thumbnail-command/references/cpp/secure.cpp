#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

namespace {

bool usable(std::string_view name) {
    const auto forbidden = [](unsigned char byte) { return byte < 0x20 || byte == '/'; };
    return !name.empty() && std::none_of(name.begin(), name.end(), forbidden);
}

// The text in single quotes, where only a single quote means anything to a shell: it is written '\''.
std::string quoted(std::string_view text) {
    std::string result = "'";
    for (const char c : text) {
        if (c == '\'') result += "'\\'";
        result += c;
    }
    return result + "'";
}

}  // namespace

std::optional<std::string> thumbnail_command(std::string_view source, std::string_view target, int width) {
    if (width < 1 || width > 4096) return std::nullopt;
    if (!usable(source) || !usable(target)) return std::nullopt;
    return "mkthumb --width " + std::to_string(width) + " -- " + quoted(source) + " " + quoted(target);
}
