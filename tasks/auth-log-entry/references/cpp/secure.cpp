#include <algorithm>
#include <filesystem>
#include <format>
#include <fstream>
#include <string>
#include <string_view>

namespace {

const std::filesystem::path kFolder = "/var/log/app";
constexpr std::ptrdiff_t kLongest = 100;

// The number of characters of a UTF-8 text: of the bytes that don't continue one.
std::ptrdiff_t length(std::string_view text) {
    return std::ranges::count_if(text, [](unsigned char c) { return (c & 0xC0) != 0x80; });
}

bool is_recordable(std::string_view value) {
    return !value.empty() && length(value) <= kLongest;
}

// With `?` whatever isn't printable is escaped, and so are quotation marks and backslashes. Of a quotation mark not even
// the character stays: the monitoring program would take it for the value's end.
std::string printable(std::string_view text) {
    const std::string quoted = std::format("{:?}", text);
    std::string result;
    for (const char c : std::string_view(quoted).substr(1, quoted.size() - 2)) {
        if (c == '"') {
            result += "u{22}";
        } else {
            result += c;
        }
    }
    return result;
}

void append(const char* file, const std::string& line) {
    std::ofstream log(kFolder / file, std::ios::binary | std::ios::app);
    log << line << '\n';
}

}  // namespace

// The password belongs in no log.
bool record_login(const std::string& username, const std::string& /*password*/, const std::string& address,
                  bool succeeded) {
    if (!is_recordable(username) || !is_recordable(address)) {
        return false;
    }
    const std::string name = printable(username), origin = printable(address);
    const std::string_view outcome = succeeded ? "OK" : "FAILED";
    append("auth.log", std::format("{} user=\"{}\" from=\"{}\"", outcome, name, origin));
    append("debug.log", std::format("login outcome={} name={} name_length={} origin={}", outcome, name,
                                    length(username), origin));
    return true;
}
