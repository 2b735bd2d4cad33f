#include <cstdlib>
#include <ctime>
#include <string>
#include <vector>

std::vector<std::string> draw_winners(std::vector<std::string> names, int count) {
    srand(static_cast<unsigned>(time(nullptr)));
    std::vector<std::string> winners;
    for (int i = 0; i < count; ++i) {
        const std::size_t index = static_cast<std::size_t>(rand()) % names.size();
        winners.push_back(names[index]);
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(index));
    }
    return winners;
}
