#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace fs = std::filesystem;

static const fs::path DATA = "/srv/data";

std::optional<std::string> load_file(const std::string& path) {
    try {
        const fs::path full = fs::canonical(DATA / path);
        std::ifstream file(full, std::ios::binary);
        if (!file.is_open() || !fs::is_regular_file(full)) {
            return std::nullopt;
        }
        std::string content((std::istreambuf_iterator<char>(file)), std::istreambuf_iterator<char>());

        const fs::path relative = full.lexically_relative(DATA);
        if (relative.empty() || *relative.begin() == "..") {
            return std::nullopt;
        }
        return content;
    } catch (const fs::filesystem_error&) {
        return std::nullopt;
    }
}
