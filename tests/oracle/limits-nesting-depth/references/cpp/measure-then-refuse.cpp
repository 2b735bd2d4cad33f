#include <algorithm>
#include <optional>
#include <string>

std::optional<int> depth_of(const std::string& text) {
    int depth = 0;
    int deepest = 0;
    for (const char character : text) {
        if (character == '[') {
            deepest = std::max(deepest, ++depth);
        } else if (character == ']') {
            --depth;
        }
    }
    if (deepest > 32) return std::nullopt;
    return deepest;
}
