#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace fs = std::filesystem;

std::vector<std::string> list_reports(const std::string& folder) {
    std::vector<std::string> names;
    const fs::path path = fs::path("/srv/reports") / folder;
    if (folder.find_first_not_of("0123456789") != std::string::npos || !fs::is_directory(path)) return names;
    for (const auto& entry : fs::directory_iterator(path)) {
        if (entry.path().extension() == ".pdf") names.push_back(entry.path().filename());
    }
    std::sort(names.begin(), names.end());
    return names;
}
