#include <cstdio>
#include <fstream>
#include <string>
#include <vector>

int queue_batch(const std::vector<std::string>& items) {
    for (std::size_t i = 0; i < items.size(); ++i) {
        std::ofstream part("/tmp/item-" + std::to_string(i));
        part << items[i] << '\n';
    }
    std::ofstream file("/srv/queue/batch");
    for (std::size_t i = 0; i < items.size(); ++i) {
        const std::string path = "/tmp/item-" + std::to_string(i);
        std::ifstream part(path);
        file << part.rdbuf();
        std::remove(path.c_str());
    }
    return static_cast<int>(items.size());
}
