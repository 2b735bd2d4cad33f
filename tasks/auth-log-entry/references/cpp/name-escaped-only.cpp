#include <cctype>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

// The characters of a UTF-8 text, each as a string of its own.
std::vector<std::string> characters(const std::string& text) {
    std::vector<std::string> result;
    for (const char c : text) {
        if ((c & 0xC0) != 0x80 || result.empty()) {
            result.emplace_back();
        }
        result.back() += c;
    }
    return result;
}

bool is_allowed(const std::string& character) {
    if (character.size() == 1) {
        const auto c = static_cast<unsigned char>(character[0]);
        return std::isalnum(c) || std::string_view(" .:@_-").find(character[0]) != std::string_view::npos;
    }
    // Neither a control character (U+0080 to U+009F) nor a line or paragraph separator.
    return !(character >= "\xC2\x80" && character <= "\xC2\x9F") && character != "\u2028" && character != "\u2029";
}

std::string escape(const std::string& text) {
    std::string result;
    for (const std::string& character : characters(text)) {
        result += is_allowed(character) ? character : "?";
    }
    return result;
}

}  // namespace

bool record_login(const std::string& username, const std::string& password, const std::string& address,
                  bool succeeded) {
    const std::size_t name_length = characters(username).size();
    const std::size_t address_length = characters(address).size();
    if (name_length == 0 || name_length > 100 || address_length == 0 || address_length > 100) {
        return false;
    }
    const std::string name = escape(username);
    const char* status = succeeded ? "OK" : "FAILED";

    std::ofstream auth("/var/log/app/auth.log", std::ios::app);
    auth << status << " user=\"" << name << "\" from=\"" << address << "\"\n";

    std::ofstream debug("/var/log/app/debug.log", std::ios::app);
    debug << "login " << status << " for " << name << " (" << name_length << " characters)\n";
    return true;
}
