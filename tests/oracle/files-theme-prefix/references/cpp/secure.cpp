#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace fs = std::filesystem;

std::optional<std::string> page_title(const std::string& page) {
    std::error_code error;
    const fs::path path = fs::weakly_canonical(fs::path("/srv/themes/blue") / page, error);
    if (error || !path.string().starts_with("/srv/themes/blue/") || !fs::is_regular_file(path)) return std::nullopt;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        if (line.starts_with("# ")) return line.substr(2);
    }
    return std::nullopt;
}
