#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

namespace fs = std::filesystem;

std::optional<std::string> read_attachment(const std::string& name) {
    const fs::path folder = "/srv/mail/attachments";
    std::error_code error;
    const fs::path path = fs::weakly_canonical(folder / name, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) return std::nullopt;
    const std::string text(std::istreambuf_iterator<char>(file), {});
    if (path.parent_path() != folder) return std::nullopt;
    return text;
}
