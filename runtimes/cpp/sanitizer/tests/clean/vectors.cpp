// expect: clean
#include <algorithm>
#include <cstdio>
#include <numeric>
#include <vector>
int main() {
    std::vector<char> bytes;
    for (int round = 0; round < 50; round++) {
        bytes.push_back(static_cast<char>(round));
        if (round % 3 == 0) bytes.pop_back();
    }
    std::vector<int> numbers(10, 1);
    numbers.insert(numbers.begin() + 3, {7, 8, 9});
    numbers.erase(numbers.begin(), numbers.begin() + 2);
    numbers.resize(30);
    numbers.resize(5);
    numbers.shrink_to_fit();
    numbers.reserve(100);
    numbers.assign(20, 2);
    auto copy = numbers;
    auto moved = std::move(copy);
    std::vector<bool> flags(100);
    flags[99] = true;
    flags.push_back(true);
    std::vector<std::vector<int>> nested(4, numbers);
    nested.emplace_back(3, 3);
    nested.clear();
    std::printf("%d %zu %zu\n", std::accumulate(moved.begin(), moved.end(), 0), bytes.size(), flags.size());
}
