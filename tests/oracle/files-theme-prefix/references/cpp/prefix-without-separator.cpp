#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

namespace fs = std::filesystem;

std::optional<std::string> page_title(const std::string& page) {
    const std::string theme = "/srv/themes/blue";
    const fs::path path = (fs::path(theme) / page).lexically_normal();
    if (path.string().compare(0, theme.size(), theme) != 0 || !fs::is_regular_file(path)) {
        return std::nullopt;
    }
    std::ifstream file(path);
    std::string line;
    while (std::getline(file, line)) {
        if (line.rfind("# ", 0) == 0) {
            return line.substr(2);
        }
    }
    return std::nullopt;
}
