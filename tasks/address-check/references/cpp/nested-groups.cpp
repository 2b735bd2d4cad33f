#include <optional>
#include <regex>
#include <string>
#include <vector>

static std::string trim(const std::string& text) {
    const auto first = text.find_first_not_of(' ');
    if (first == std::string::npos) {
        return "";
    }
    return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

std::optional<std::vector<std::string>> parse_recipients(const std::string& text) {
    static const std::regex address_pattern(
        R"(^(?:[A-Za-z0-9]+[._+-]?)*[A-Za-z0-9]@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{2,}$)");

    if (text.size() > 10000) {
        return std::nullopt;
    }
    std::vector<std::string> recipients;
    std::size_t start = 0;
    while (true) {
        const auto comma = text.find(',', start);
        const std::string address = trim(text.substr(start, comma - start));
        if (address.size() > 100 || !std::regex_match(address, address_pattern)) {
            return std::nullopt;
        }
        recipients.push_back(address);
        if (comma == std::string::npos) {
            return recipients;
        }
        start = comma + 1;
    }
}
