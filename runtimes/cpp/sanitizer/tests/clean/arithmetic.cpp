// expect: clean
#include <bit>
#include <climits>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <limits>
int main(int argc, char **) {
    unsigned wraps = UINT_MAX;
    wraps += argc;
    std::uint8_t narrow = static_cast<std::uint8_t>(300 + argc);
    std::uint64_t hash = 14695981039346656037ull;
    for (char c : std::string_view("fnv")) hash = (hash ^ static_cast<unsigned char>(c)) * 1099511628211ull;
    double infinite = 1.0 / (argc - 1), none = std::sqrt(-1.0 * argc);
    int shifted = 1 << 30, negative = -17 / 5 + -17 % 5, edge = INT_MAX - argc + 1;
    __int128 wide = static_cast<__int128>(LLONG_MAX) * argc * 4;
    std::cout << wraps << int{narrow} << hash << std::isinf(infinite) << std::isnan(none) << shifted << negative << edge
              << static_cast<long long>(wide >> 60) << std::popcount(hash) << std::rotl(wraps, 3) << std::lround(2.5)
              << static_cast<int>(-1.5 * argc) << std::numeric_limits<int>::min() << '\n';
}
