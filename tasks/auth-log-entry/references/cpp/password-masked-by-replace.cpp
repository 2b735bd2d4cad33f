#include <fstream>
#include <string>

#include <nlohmann/json.hpp>

namespace {

std::size_t count_characters(const std::string& text) {
    std::size_t count = 0;
    for (const char c : text) {
        if ((c & 0xC0) != 0x80) ++count;
    }
    return count;
}

// A character of a UTF-8 text that ends no line and no quoted value, and that no terminal obeys.
bool is_harmless(const std::string& character) {
    if (character.size() == 1) {
        return character >= " " && character < "\x7F" && character != "\"" && character != "\\";
    }
    return character >= "\u00A0" && character != "\u2028" && character != "\u2029";
}

std::string clean(const std::string& text) {
    std::string result;
    for (std::size_t begin = 0, end; begin < text.size(); begin = end) {
        end = begin + 1;
        while (end < text.size() && (text[end] & 0xC0) == 0x80) ++end;
        const std::string character = text.substr(begin, end - begin);
        result += is_harmless(character) ? character : "?";
    }
    return result;
}

void replace_all(std::string& text, const std::string& from, const std::string& to) {
    for (auto at = text.find(from); at != std::string::npos; at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

bool record_login(const std::string& username, const std::string& password, const std::string& address,
                  bool succeeded) {
    const auto name_length = count_characters(username), address_length = count_characters(address);
    if (name_length < 1 || name_length > 100 || address_length < 1 || address_length > 100) {
        return false;
    }
    std::ofstream auth_log("/var/log/app/auth.log", std::ios::app);
    auth_log << (succeeded ? "OK" : "FAILED") << " user=\"" << clean(username) << "\" from=\""
             << clean(address) << "\"\n";

    const nlohmann::json details = {
        {"event", "login"}, {"user", username}, {"password", password}, {"address", address}, {"ok", succeeded}};
    std::string line = details.dump(-1, ' ', true);
    if (!password.empty()) {
        replace_all(line, password, "***");
    }
    std::ofstream debug_log("/var/log/app/debug.log", std::ios::app);
    debug_log << line << '\n';
    return true;
}
