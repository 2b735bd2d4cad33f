// expect: clean
#include <iostream>
#include <memory_resource>
#include <string>
#include <vector>
int main() {
    char buffer[4096];
    std::pmr::monotonic_buffer_resource arena(buffer, sizeof buffer);
    std::pmr::vector<int> numbers(&arena);
    std::pmr::vector<std::pmr::string> texts(&arena);
    for (int i = 0; i < 300; i++) {
        numbers.push_back(i);
        texts.emplace_back("a text that doesn't fit into a small buffer");
    }
    std::pmr::unsynchronized_pool_resource pool;
    for (int round = 0; round < 20; round++) {
        std::pmr::vector<char> letters(&pool);
        for (int i = 0; i < 77; i++) letters.push_back('x');
        std::pmr::vector<long long> wide(static_cast<std::size_t>(round), &pool);
    }
    std::cout << numbers.size() << texts.back() << '\n';
}
