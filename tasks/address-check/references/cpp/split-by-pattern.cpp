#include <optional>
#include <regex>
#include <string>
#include <vector>

std::optional<std::vector<std::string>> parse_recipients(const std::string& text) {
    static const std::regex separator(" *, *");
    static const std::regex address_pattern(
        "[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,}");

    const auto first = text.find_first_not_of(' ');
    const auto last = text.find_last_not_of(' ');
    // The iterator leaves out an empty part at the end.
    if (text.size() > 10000 || first == std::string::npos || text[last] == ',') {
        return std::nullopt;
    }
    const std::string trimmed = text.substr(first, last - first + 1);

    std::vector<std::string> recipients(
        std::sregex_token_iterator(trimmed.begin(), trimmed.end(), separator, -1), std::sregex_token_iterator());
    for (const auto& address : recipients) {
        if (address.size() > 100 || !std::regex_match(address, address_pattern)) {
            return std::nullopt;
        }
    }
    return recipients;
}
