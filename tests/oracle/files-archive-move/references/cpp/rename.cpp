#include <filesystem>
#include <string>

namespace fs = std::filesystem;

bool archive_letter(const std::string& name) {
    fs::rename(fs::path("/srv/letters/inbox") / name, fs::path("/srv/letters/archive") / name);
    return true;
}
