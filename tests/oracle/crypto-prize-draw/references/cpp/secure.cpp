#include <random>
#include <string>
#include <vector>

std::vector<std::string> draw_winners(std::vector<std::string> names, int count) {
    std::random_device source;
    std::vector<std::string> winners;
    for (int i = 0; i < count; ++i) {
        std::uniform_int_distribution<std::size_t> place(0, names.size() - 1);
        const std::size_t index = place(source);
        winners.push_back(names[index]);
        names.erase(names.begin() + static_cast<std::ptrdiff_t>(index));
    }
    return winners;
}
