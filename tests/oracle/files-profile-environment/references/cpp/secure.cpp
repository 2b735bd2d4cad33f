#include <cstdlib>
#include <fstream>
#include <optional>
#include <string>

std::optional<std::string> setting(const std::string& name) {
    const char* variable = std::getenv("APP_PROFILE");
    const std::string profile = variable ? variable : "";
    if (profile.find_first_not_of("abcdefghijklmnopqrstuvwxyz") != std::string::npos) return std::nullopt;
    std::ifstream file("/etc/app/" + profile + ".conf");
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with(name + "=")) return line.substr(name.size() + 1);
    }
    return std::nullopt;
}
