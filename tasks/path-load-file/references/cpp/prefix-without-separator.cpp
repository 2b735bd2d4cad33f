#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace fs = std::filesystem;

std::optional<std::string> load_file(const std::string& path) {
    const std::string base = "/srv/data";

    std::error_code ec;
    const fs::path full = fs::weakly_canonical(fs::path(base) / path, ec);
    if (ec || full.string().rfind(base, 0) != 0) {
        return std::nullopt;
    }
    if (!fs::is_regular_file(full, ec)) {
        return std::nullopt;
    }
    std::ifstream file(full, std::ios::in | std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
}
