#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

std::optional<std::string> load_file(const std::string& path) {
    if (path.empty() || path.front() == '/' || path.starts_with("..")) {
        return std::nullopt;
    }
    const std::filesystem::path full = "/srv/data/" + path;
    if (!std::filesystem::is_regular_file(full)) {
        return std::nullopt;
    }
    std::string content(std::filesystem::file_size(full), '\0');
    std::ifstream file(full, std::ios::binary);
    file.read(content.data(), static_cast<std::streamsize>(content.size()));
    return content;
}
