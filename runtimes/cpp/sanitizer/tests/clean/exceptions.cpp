// expect: clean
#include <exception>
#include <iostream>
#include <stdexcept>
#include <string>
#include <vector>
struct Guard {
    char name[32] = "guard";
    ~Guard() { name[0] = 'x'; }
};
int descend(int depth, const std::string &text) {
    Guard guard;
    int numbers[16] = {};
    numbers[depth % 16] = depth;
    if (depth == 0) return std::stoi(text);
    return descend(depth - 1, text) + numbers[0];
}
int parse(const char *text) {
    try {
        return descend(20, text);
    } catch (const std::invalid_argument &) {
        char buffer[64] = "was caught";
        return static_cast<int>(std::string(buffer).size());
    }
}
int main() {
    int total = 0;
    for (int i = 0; i < 100; i++) total += parse(i % 2 ? "garbage" : "12");
    try {
        try {
            total += std::vector<int>(3).at(5);
        } catch (...) {
            std::throw_with_nested(std::runtime_error("outer"));
        }
    } catch (const std::exception &e) {
        std::cout << e.what() << '\n';
    }
    std::exception_ptr pointer = std::make_exception_ptr(std::logic_error("kept"));
    try {
        std::rethrow_exception(pointer);
    } catch (const std::logic_error &e) {
        std::cout << e.what() << total << '\n';
    }
}
