#include <fstream>
#include <optional>
#include <regex>
#include <sstream>
#include <string>
#include <sys/stat.h>

std::optional<std::string> load_file(const std::string& path) {
    // No way up, and no absolute paths.
    std::string cleaned = std::regex_replace(path, std::regex("\\.\\./"), "");
    cleaned.erase(0, cleaned.find_first_not_of('/'));

    const std::string full = "/srv/data/" + cleaned;
    struct stat info;
    if (stat(full.c_str(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return std::nullopt;
    }
    std::ifstream file(full, std::ios::binary);
    std::stringstream buffer;
    buffer << file.rdbuf();
    return buffer.str();
}
