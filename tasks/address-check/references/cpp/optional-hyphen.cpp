#include <optional>
#include <regex>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::vector<std::string> split_and_trim(std::string_view text) {
    std::vector<std::string> parts;
    for (;;) {
        const auto comma = text.find(',');
        std::string part(text.substr(0, comma));
        part.erase(0, part.find_first_not_of(' '));
        part.erase(part.find_last_not_of(' ') + 1);
        parts.push_back(std::move(part));
        if (comma == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(comma + 1);
    }
}

}  // namespace

std::optional<std::vector<std::string>> parse_recipients(std::string_view text) {
    if (text.length() > 10000) {
        return std::nullopt;
    }
    const std::regex pattern(
        "[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-?[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,}");
    auto recipients = split_and_trim(text);
    for (const auto& address : recipients) {
        if (address.length() > 100 || !std::regex_match(address, pattern)) {
            return std::nullopt;
        }
    }
    return recipients;
}
