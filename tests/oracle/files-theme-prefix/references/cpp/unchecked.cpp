#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

std::optional<std::string> page_title(const std::string& page) {
    std::ifstream file(std::filesystem::path("/srv/themes/blue") / page);
    std::string line;
    while (std::getline(file, line)) {
        if (line.rfind("# ", 0) == 0) {
            return line.substr(2);
        }
    }
    return std::nullopt;
}
