#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

std::int64_t install_files(const std::vector<std::string>& names, const std::vector<std::string>& texts) {
    std::int64_t written = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const fs::path path = (fs::path("/srv/site") / names[i]).lexically_normal();
        if (!path.string().starts_with("/srv/site/")) continue;
        std::ofstream(path) << texts[i];
        ++written;
    }
    return written;
}
