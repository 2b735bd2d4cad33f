#include <optional>
#include <regex>
#include <string>
#include <vector>

namespace {

const std::regex kSurroundingSpaces("^ +| +$");
const std::regex kAddress(
    R"([A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\.)+[A-Za-z]{2,})");

bool is_valid(const std::string& address) {
    return address.size() <= 100 && std::regex_match(address, kAddress);
}

}  // namespace

std::optional<std::vector<std::string>> parse_recipients(const std::string& text) {
    if (text.size() > 10'000) {
        return std::nullopt;
    }
    std::vector<std::string> recipients;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(',', begin), text.size());
        std::string address = std::regex_replace(text.substr(begin, end - begin), kSurroundingSpaces, "");
        if (!is_valid(address)) {
            return std::nullopt;
        }
        recipients.push_back(std::move(address));
        begin = end + 1;
    }
    return recipients;
}
