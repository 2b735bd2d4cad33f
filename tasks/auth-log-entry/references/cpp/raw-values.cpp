#include <fstream>
#include <string>

static std::size_t length(const std::string& utf8) {
    std::size_t count = 0;
    for (const char c : utf8) {
        if ((c & 0xC0) != 0x80) {
            ++count;
        }
    }
    return count;
}

bool record_login(const std::string& username, const std::string& password, const std::string& address,
                  bool succeeded) {
    if (username.empty() || address.empty() || length(username) > 100 || length(address) > 100) {
        return false;
    }
    const std::string status = succeeded ? "OK" : "FAILED";

    std::ofstream auth_log("/var/log/app/auth.log", std::ios::app);
    auth_log << status << " user=\"" << username << "\" from=\"" << address << "\"" << std::endl;

    std::ofstream debug_log("/var/log/app/debug.log", std::ios::app);
    debug_log << "login attempt by " << username << " from " << address << ": " << status << std::endl;

    return auth_log.good() && debug_log.good();
}
