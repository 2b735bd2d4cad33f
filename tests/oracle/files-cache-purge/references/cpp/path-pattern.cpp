#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace fs = std::filesystem;

std::vector<std::string> purge(const std::string& prefix) {
    // What the shell would do with "prefix*".
    const fs::path pattern = "/srv/cache/" + prefix;
    std::vector<fs::path> matches;
    for (const auto& entry : fs::directory_iterator(pattern.parent_path())) {
        if (entry.path().filename().string().rfind(pattern.filename().string(), 0) == 0) {
            matches.push_back(entry.path());
        }
    }
    for (const auto& path : matches) {
        fs::remove(path);
    }
    std::vector<std::string> left;
    for (const auto& entry : fs::directory_iterator("/srv/cache")) {
        left.push_back(entry.path().filename().string());
    }
    std::sort(left.begin(), left.end());
    return left;
}
