#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;

int install_files(const std::vector<std::string>& names, const std::vector<std::string>& texts) {
    int written = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const fs::path path = fs::path("/srv/site") / names[i];
        std::ofstream file(path);
        file << texts[i];
        file.close();
        if (fs::canonical(path).string().rfind("/srv/site/", 0) == 0) {
            ++written;
        } else {
            fs::remove(path);
        }
    }
    return written;
}
