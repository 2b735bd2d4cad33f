// A regular expression that takes exponential time.
#include <regex>
#include <string>

long answer(long x) {
    std::string text(40, 'a');
    return std::regex_match(text + "b", std::regex("(a+)+")) ? x : x + 1;
}
