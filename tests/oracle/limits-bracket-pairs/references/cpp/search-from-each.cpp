#include <string>

int count_pairs(const std::string& text) {
    int pairs = 0;
    for (std::size_t start = 0; start < text.size(); ++start) {
        if (text[start] != '(') continue;
        int depth = 0;
        for (std::size_t i = start; i < text.size(); ++i) {
            if (text[i] == '(') {
                ++depth;
            } else if (text[i] == ')' && --depth == 0) {
                ++pairs;
                break;
            }
        }
    }
    return pairs;
}
