// expect: clean
#include <iostream>
#include <regex>
int main() {
    const std::string text = "alpha=1, beta=22, gamma=333";
    std::regex pair("(\\w+)=(\\d+)");
    for (std::sregex_iterator match(text.begin(), text.end(), pair), end; match != end; ++match)
        std::cout << (*match)[1] << ' ' << std::stoi((*match)[2]) << '\n';
    std::cout << std::regex_replace(text, pair, "$2=$1") << '\n';
    try {
        std::regex broken("(");
    } catch (const std::regex_error &error) {
        std::cout << error.what() << '\n';
    }
}
