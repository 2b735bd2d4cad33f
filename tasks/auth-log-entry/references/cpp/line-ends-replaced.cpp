#include <algorithm>
#include <fstream>
#include <string>

namespace {

std::string clean(std::string value) {
    std::replace(value.begin(), value.end(), '\n', ' ');
    std::replace(value.begin(), value.end(), '\r', ' ');
    return value;
}

bool is_valid(const std::string& value) {
    const auto characters = std::count_if(value.begin(), value.end(), [](char c) { return (c & 0xC0) != 0x80; });
    return characters >= 1 && characters <= 100;
}

void append_line(const std::string& path, const std::string& line) {
    std::ofstream(path, std::ios::app) << line << "\n";
}

}  // namespace

bool record_login(const std::string& username, const std::string& /*password*/, const std::string& address,
                  bool succeeded) {
    if (!is_valid(username) || !is_valid(address)) {
        return false;
    }
    const std::string name = clean(username), origin = clean(address);
    const std::string status = succeeded ? "OK" : "FAILED";
    append_line("/var/log/app/auth.log", status + " user=\"" + name + "\" from=\"" + origin + "\"");
    append_line("/var/log/app/debug.log", "login attempt by " + name + " from " + origin + ": " + status);
    return true;
}
