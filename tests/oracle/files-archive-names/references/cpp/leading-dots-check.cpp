#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

int install_files(const std::vector<std::string>& names, const std::vector<std::string>& texts) {
    int written = 0;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].rfind("..", 0) == 0) {
            continue;
        }
        const std::filesystem::path path = std::filesystem::path("/srv/site") / names[i];
        std::ofstream file(path);
        file << texts[i];
        if (path.lexically_normal().string().rfind("/srv/site/", 0) == 0) {
            ++written;
        }
    }
    return written;
}
