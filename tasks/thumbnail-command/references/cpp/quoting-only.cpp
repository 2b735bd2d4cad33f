#include <optional>
#include <string>
#include <vector>

namespace {

// Quotes one argument for /bin/sh.
std::string shell_quote(const std::string& argument) {
    static const std::string safe =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_@%+=:,./-";
    if (argument.find_first_not_of(safe) == std::string::npos) {
        return argument;
    }
    std::string quoted = "'";
    for (char c : argument) {
        if (c == '\'') {
            quoted += "'\\''";
        } else {
            quoted += c;
        }
    }
    return quoted + "'";
}

}  // namespace

std::optional<std::string> thumbnail_command(const std::string& source, const std::string& target, int width) {
    if (width < 1 || width > 4096) return std::nullopt;
    if (source.empty() || target.empty()) return std::nullopt;
    if (source.find('/') != std::string::npos || target.find('/') != std::string::npos) return std::nullopt;

    const std::vector<std::string> arguments = {"--width", std::to_string(width), source, target};
    std::string command = "mkthumb";
    for (const auto& argument : arguments) {
        command += ' ';
        command += shell_quote(argument);
    }
    return command;
}
