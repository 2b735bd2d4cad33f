#include <algorithm>
#include <format>
#include <fstream>
#include <string>

static bool is_valid(const std::string& value) {
    const auto characters = std::ranges::count_if(value, [](char c) { return (c & 0xC0) != 0x80; });
    return characters > 0 && characters <= 100;
}

bool record_login(const std::string& username, const std::string& password, const std::string& address,
                  bool succeeded) {
    if (!is_valid(username) || !is_valid(address)) {
        return false;
    }
    std::ofstream auth_log("/var/log/app/auth.log", std::ios::app);
    auth_log << std::format("{} user={:?} from={:?}\n", succeeded ? "OK" : "FAILED", username, address);

    std::ofstream debug_log("/var/log/app/debug.log", std::ios::app);
    debug_log << std::format("record_login({:?}, {:?}, {:?}, {})\n", username, password, address, succeeded);
    return true;
}
