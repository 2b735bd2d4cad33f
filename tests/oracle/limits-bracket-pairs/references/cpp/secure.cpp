#include <string>

int count_pairs(const std::string& text) {
    int opened = 0;
    int pairs = 0;
    for (const char character : text) {
        if (character == '(') {
            ++opened;
        } else if (character == ')' && opened > 0) {
            --opened;
            ++pairs;
        }
    }
    return pairs;
}
