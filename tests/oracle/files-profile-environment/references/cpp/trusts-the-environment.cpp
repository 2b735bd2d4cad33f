#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

std::optional<std::string> setting(const std::string& name) {
    const std::string profile = std::getenv("APP_PROFILE");
    std::ifstream file(std::filesystem::path("/etc/app") / (profile + ".conf"));
    std::string line;
    while (std::getline(file, line)) {
        if (line.rfind(name + "=", 0) == 0) {
            return line.substr(name.size() + 1);
        }
    }
    return std::nullopt;
}
