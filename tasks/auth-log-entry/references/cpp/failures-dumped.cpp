#include <fstream>
#include <string>

namespace {

constexpr const char* AUTH_LOG = "/var/log/app/auth.log";
constexpr const char* DEBUG_LOG = "/var/log/app/debug.log";

std::size_t length(const std::string& text) {
    std::size_t count = 0;
    for (unsigned char c : text) {
        count += c < 0x80 || c >= 0xC0;
    }
    return count;
}

// Replaces control characters (also those of two bytes), Unicode's line ends and what has a meaning in quotes.
std::string clean(const std::string& text) {
    std::string result;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const auto next = i + 1 < text.size() ? static_cast<unsigned char>(text[i + 1]) : 0;
        if (c < 0x20 || c == 0x7F || c == '"' || c == '\\') {
            result += '?';
        } else if (c == 0xC2 && next >= 0x80 && next < 0xA0) {
            result += '?';
            i += 1;
        } else if (text.compare(i, 3, "\xE2\x80\xA8") == 0 || text.compare(i, 3, "\xE2\x80\xA9") == 0) {
            result += '?';
            i += 2;
        } else {
            result += text[i];
        }
    }
    return result;
}

}  // namespace

bool record_login(const std::string& username, const std::string& password, const std::string& address,
                  bool succeeded) {
    if (username.empty() || length(username) > 100 || address.empty() || length(address) > 100) {
        return false;
    }
    const std::string name = clean(username);
    const std::string origin = clean(address);

    std::ofstream auth(AUTH_LOG, std::ios::app);
    auth << (succeeded ? "OK" : "FAILED") << " user=\"" << name << "\" from=\"" << origin << "\"\n";

    std::ofstream debug(DEBUG_LOG, std::ios::app);
    if (succeeded) {
        debug << "login of " << name << " from " << origin << " succeeded\n";
    } else {
        debug << "login of " << name << " from " << origin << " failed with password " << clean(password) << "\n";
    }
    return true;
}
