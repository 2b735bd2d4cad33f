#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace {

// Both limits are in characters; a text with others than ASCII is invalid anyway, so bytes will do.
constexpr std::size_t kMaxText = 10'000;
constexpr std::size_t kMaxAddress = 100;

bool is_letter(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool is_letter_or_digit(char c) {
    return is_letter(c) || (c >= '0' && c <= '9');
}

// One pass over groups of letters and digits with a single separator between each two: no character is looked at twice.
bool is_groups(std::string_view text, std::string_view separators) {
    bool in_group = false;
    for (const char c : text) {
        if (is_letter_or_digit(c)) {
            in_group = true;
        } else if (in_group && separators.find(c) != std::string_view::npos) {
            in_group = false;
        } else {
            return false;
        }
    }
    return in_group;
}

std::vector<std::string_view> split(std::string_view text, char separator) {
    std::vector<std::string_view> parts;
    std::size_t begin = 0;
    for (auto end = text.find(separator); end != std::string_view::npos; end = text.find(separator, begin)) {
        parts.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    parts.push_back(text.substr(begin));
    return parts;
}

std::string_view trim(std::string_view text) {
    const auto begin = std::min(text.find_first_not_of(' '), text.size());
    text.remove_prefix(begin);
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

bool is_domain(std::string_view domain) {
    auto labels = split(domain, '.');
    const std::string_view last = labels.back();
    labels.pop_back();
    return !labels.empty() && last.size() >= 2 && std::ranges::all_of(last, is_letter) &&
           std::ranges::all_of(labels, [](std::string_view label) { return is_groups(label, "-"); });
}

bool is_address(std::string_view address) {
    const auto at = address.find('@');
    return address.size() <= kMaxAddress && at != std::string_view::npos && is_groups(address.substr(0, at), "._+-") &&
           is_domain(address.substr(at + 1));
}

}  // namespace

std::optional<std::vector<std::string>> parse_recipients(const std::string& text) {
    if (text.size() > kMaxText) {
        return std::nullopt;
    }
    std::vector<std::string> recipients;
    for (const std::string_view part : split(text, ',')) {
        const std::string_view address = trim(part);
        if (!is_address(address)) {
            return std::nullopt;
        }
        recipients.emplace_back(address);
    }
    return recipients;
}
