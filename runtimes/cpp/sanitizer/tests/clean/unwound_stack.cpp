// expect: clean
#include <cstdio>
#include <cstring>
#include <regex>
#include <stdexcept>
[[noreturn]] void raise() { throw std::runtime_error("raised"); }
void poisoned(int depth) {
    char redzones[40];
    std::snprintf(redzones, sizeof redzones, "%d", depth);
    if (depth == 30) std::stoi("none");
    if (depth == 31) raise();
    poisoned(depth + 1);
}
int main() {
    for (int start : {0, 31, 0, 31}) {
        try {
            poisoned(start);
        } catch (const std::exception &e) {
            char text[3000];
            std::memset(text, 'x', sizeof text);
            std::printf("%s %c %f\n", e.what(), text[2999], 1.5);
            std::regex pattern("a+b*");
            std::printf("%d\n", std::regex_match("aab", pattern));
        }
    }
}
