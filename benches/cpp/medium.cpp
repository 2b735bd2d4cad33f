#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <regex>
#include <sstream>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

namespace fs = std::filesystem;

struct Entry {
    std::string name;
    std::size_t size = 0;
    std::vector<std::string> words;
};

std::vector<std::string> split(const std::string& text) {
    static const std::regex word("[A-Za-z_][A-Za-z0-9_]*");
    std::vector<std::string> words;
    for (std::sregex_iterator it(text.begin(), text.end(), word), end; it != end; ++it) words.push_back(it->str());
    return words;
}

std::string read_file(const fs::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) throw std::runtime_error("cannot open " + path.string());
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

std::vector<Entry> scan(const fs::path& root) {
    const fs::path base = fs::weakly_canonical(root);
    std::vector<Entry> entries;
    for (const auto& item : fs::recursive_directory_iterator(base)) {
        if (!item.is_regular_file()) continue;
        const auto relative = item.path().lexically_relative(base).string();
        if (relative.starts_with("..")) throw std::runtime_error("outside: " + relative);
        entries.push_back({relative, item.file_size(), split(read_file(item.path()))});
    }
    std::sort(entries.begin(), entries.end(), [](const Entry& a, const Entry& b) { return a.name < b.name; });
    return entries;
}

int main(int argc, char** argv) {
    std::unordered_map<std::string, int> counts;
    std::map<std::string, std::size_t> sizes;
    for (const Entry& entry : scan(argc > 1 ? argv[1] : "/app")) {
        sizes[entry.name] = entry.size;
        for (const auto& word : entry.words) ++counts[word];
    }
    for (const auto& [name, size] : sizes) std::cout << name << ": " << size << "\n";
    std::cout << counts["main"] << " times main, " << counts.size() << " words\n";
    return sizes.empty() ? 1 : 0;
}
