#include <map>
#include <optional>
#include <string>

constexpr std::size_t kLimit = 1000;

// At most a little more than the limit.
static std::string written_out(const std::string& part, const std::map<char, std::string>& meanings) {
    std::string result;
    for (const char character : part) {
        const auto found = meanings.find(character);
        if (found == meanings.end()) {
            result += character;
        } else {
            result += found->second;
        }
        if (result.size() > kLimit) break;
    }
    return result;
}

std::optional<std::string> expand(const std::string& text) {
    std::map<char, std::string> meanings;
    std::size_t from = 0;
    for (std::size_t end; (end = text.find(';', from)) != std::string::npos; from = end + 1) {
        meanings[text[from]] = written_out(text.substr(from + 2, end - from - 2), meanings);
    }
    const std::string result = written_out(text.substr(from), meanings);
    if (result.size() > kLimit) return std::nullopt;
    return result;
}
