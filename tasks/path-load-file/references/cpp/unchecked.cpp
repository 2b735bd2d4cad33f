#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>
#include <string>

namespace fs = std::filesystem;

std::optional<std::string> load_file(const std::string& path) {
    const fs::path full = fs::path("/srv/data") / path;
    if (!fs::is_regular_file(full)) {
        return std::nullopt;
    }
    std::ifstream file(full, std::ios::binary);
    if (!file) {
        return std::nullopt;
    }
    std::ostringstream content;
    content << file.rdbuf();
    return content.str();
}
