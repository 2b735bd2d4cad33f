#include <algorithm>
#include <optional>
#include <regex>
#include <string>
#include <vector>

static std::vector<std::string> split(const std::string& text) {
    std::vector<std::string> parts(1);
    for (char c : text) {
        if (c == ',') {
            parts.emplace_back();
        } else {
            parts.back() += c;
        }
    }
    return parts;
}

std::optional<std::vector<std::string>> parse_recipients(const std::string& text) {
    const std::regex spaces("^ +| +$");
    const std::regex pattern(
        "[A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@(?:[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\\.)+[A-Za-z]{2,}");

    std::vector<std::string> recipients = split(text);
    for (std::string& recipient : recipients) {
        recipient = std::regex_replace(recipient, spaces, "");
    }
    const bool valid = std::all_of(recipients.begin(), recipients.end(), [&](const std::string& recipient) {
        return recipient.size() <= 100 && std::regex_match(recipient, pattern);
    });
    if (!valid || text.size() > 10000) {
        return std::nullopt;
    }
    return recipients;
}
