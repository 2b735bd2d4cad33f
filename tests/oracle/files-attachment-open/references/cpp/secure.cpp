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
    if (error || path.parent_path() != folder || !fs::is_regular_file(path, error)) return std::nullopt;
    std::ifstream file(path, std::ios::binary);
    return std::string(std::istreambuf_iterator<char>(file), {});
}
