// expect: clean
#include <algorithm>
#include <array>
#include <iostream>
#include <numeric>
#include <random>
#include <ranges>
#include <string>
#include <vector>
int main() {
    std::mt19937 random(1);
    std::vector<int> numbers(2000);
    std::iota(numbers.begin(), numbers.end(), 0);
    std::shuffle(numbers.begin(), numbers.end(), random);
    std::sort(numbers.begin(), numbers.end());
    std::shuffle(numbers.begin(), numbers.end(), random);
    std::stable_sort(numbers.begin(), numbers.end(), std::greater<>());
    std::nth_element(numbers.begin(), numbers.begin() + 100, numbers.end());
    numbers.erase(std::remove_if(numbers.begin(), numbers.end(), [](int n) { return n % 3 == 0; }), numbers.end());
    std::vector<std::string> words{"pear", "fig", "apple and a long word to be on the heap", "kiwi"};
    std::ranges::sort(words, {}, &std::string::size);
    auto squares = numbers | std::views::filter([](int n) { return n % 2; }) | std::views::transform([](int n) { return n * n; }) |
                   std::views::take(5);
    std::array<int, 5> array{5, 4, 3, 2, 1};
    std::partial_sort(array.begin(), array.begin() + 2, array.end());
    std::make_heap(numbers.begin(), numbers.end());
    std::inplace_merge(array.begin(), array.begin() + 2, array.end());
    for (int square : squares) std::cout << square << ' ';
    std::cout << words[0] << array[0] << std::uniform_int_distribution<int>(1, 6)(random) << '\n';
}
