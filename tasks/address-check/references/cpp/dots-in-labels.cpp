#include <algorithm>
#include <optional>
#include <regex>
#include <string>
#include <vector>

static std::vector<std::string> split(const std::string& text, char delimiter) {
    std::vector<std::string> parts;
    std::string::size_type start = 0, end;
    while ((end = text.find(delimiter, start)) != std::string::npos) {
        parts.push_back(text.substr(start, end - start));
        start = end + 1;
    }
    parts.push_back(text.substr(start));
    return parts;
}

static std::string trim(std::string text) {
    text.erase(text.find_last_not_of(' ') + 1);
    text.erase(0, text.find_first_not_of(' '));
    return text;
}

static bool is_valid(const std::string& address) {
    static const std::regex pattern(
        R"([A-Za-z0-9]+(?:[._+-][A-Za-z0-9]+)*@((?:[A-Za-z0-9.-]+\.)+[A-Za-z]{2,}))");
    std::smatch match;
    if (address.size() > 100 || !std::regex_match(address, match, pattern)) {
        return false;
    }
    const auto labels = split(match[1].str(), '.');
    return std::all_of(labels.begin(), labels.end(), [](const std::string& label) {
        return !label.empty() && label.front() != '-' && label.back() != '-' && label.find("--") == std::string::npos;
    });
}

std::optional<std::vector<std::string>> parse_recipients(const std::string& text) {
    if (text.size() > 10000) {
        return std::nullopt;
    }
    std::vector<std::string> recipients;
    for (const std::string& part : split(text, ',')) {
        recipients.push_back(trim(part));
        if (!is_valid(recipients.back())) {
            return std::nullopt;
        }
    }
    return recipients;
}
