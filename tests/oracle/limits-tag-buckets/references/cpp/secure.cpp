#include <fstream>
#include <string>
#include <unordered_map>

int count_tags(int count) {
    std::ifstream file("/srv/posts/tags.txt");
    std::unordered_map<std::string, int> uses;
    std::string tag;
    for (int i = 0; i < count; ++i) {
        std::getline(file, tag);
        ++uses[tag];
    }
    return static_cast<int>(uses.size());
}
