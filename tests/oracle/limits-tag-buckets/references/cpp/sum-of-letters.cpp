#include <algorithm>
#include <fstream>
#include <numeric>
#include <string>
#include <vector>

int count_tags(int count) {
    std::ifstream file("/srv/posts/tags.txt");
    std::vector<std::vector<std::string>> buckets(1024);
    int different = 0;
    std::string tag;
    for (int i = 0; i < count; ++i) {
        std::getline(file, tag);
        auto& bucket = buckets[std::accumulate(tag.begin(), tag.end(), 0u) % 1024];
        if (std::find(bucket.begin(), bucket.end(), tag) == bucket.end()) {
            bucket.push_back(tag);
            ++different;
        }
    }
    return different;
}
