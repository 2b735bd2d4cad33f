// expect: clean
#include <chrono>
#include <format>
#include <iostream>
int main() {
    std::cout << std::format("{:>8}|{:<6}|{:^7}|{:#x}|{:.3f}\n", 42, "ab", 'c', 255, 3.14159);
    std::cout << std::format("{0} {1} {0}\n", "first", true);
    auto day = std::chrono::sys_days(std::chrono::year(2024) / 2 / 29);
    std::cout << day.time_since_epoch().count() << '\n';
}
