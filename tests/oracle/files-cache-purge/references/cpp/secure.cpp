#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

namespace fs = std::filesystem;

static std::vector<std::string> cached() {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator("/srv/cache")) names.push_back(entry.path().filename());
    std::sort(names.begin(), names.end());
    return names;
}

std::vector<std::string> purge(const std::string& prefix) {
    for (const std::string& name : cached()) {
        if (name.starts_with(prefix)) fs::remove(fs::path("/srv/cache") / name);
    }
    return cached();
}
