#include <filesystem>
#include <fstream>
#include <string>

namespace fs = std::filesystem;

bool store_token(const std::string& service, const std::string& token) {
    const fs::path path = fs::path("/home/app/tokens") / service;
    std::ofstream file(path);
    file << token;
    file.close();
    fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write);
    return static_cast<bool>(file);
}
