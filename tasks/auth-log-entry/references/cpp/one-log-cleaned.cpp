#include <cstdint>
#include <fstream>
#include <sstream>
#include <string>

namespace {

std::u32string decode(const std::string& utf8) {
    std::u32string result;
    for (const unsigned char byte : utf8) {
        if (byte < 0x80) {
            result += byte;
        } else if (byte < 0xC0) {
            if (!result.empty()) result.back() = result.back() << 6 | (byte & 0x3F);
        } else if (byte < 0xE0) {
            result += byte & 0x1F;
        } else if (byte < 0xF0) {
            result += byte & 0x0F;
        } else {
            result += byte & 0x07;
        }
    }
    return result;
}

std::string encode(char32_t c) {
    std::string result;
    if (c < 0x80) {
        result += static_cast<char>(c);
    } else if (c < 0x800) {
        result += static_cast<char>(0xC0 | c >> 6);
        result += static_cast<char>(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        result += static_cast<char>(0xE0 | c >> 12);
        result += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        result += static_cast<char>(0x80 | (c & 0x3F));
    } else {
        result += static_cast<char>(0xF0 | c >> 18);
        result += static_cast<char>(0x80 | (c >> 12 & 0x3F));
        result += static_cast<char>(0x80 | (c >> 6 & 0x3F));
        result += static_cast<char>(0x80 | (c & 0x3F));
    }
    return result;
}

bool is_printable(char32_t c) {
    return c >= 0x20 && !(c >= 0x7F && c < 0xA0) && c != U'\u2028' && c != U'\u2029' && c != U'"' && c != U'\\';
}

std::string clean(const std::u32string& value) {
    std::string result;
    for (const char32_t c : value) {
        result += is_printable(c) ? encode(c) : "_";
    }
    return result;
}

void write_line(const std::string& path, const std::string& line) {
    std::ofstream log(path, std::ios_base::app);
    log << line << '\n';
}

}  // namespace

bool record_login(const std::string& username, const std::string& password, const std::string& address,
                  bool succeeded) {
    const std::u32string name = decode(username), origin = decode(address);
    if (name.empty() || name.size() > 100 || origin.empty() || origin.size() > 100) {
        return false;
    }
    const std::string status = succeeded ? "OK" : "FAILED";
    write_line("/var/log/app/auth.log", status + " user=\"" + clean(name) + "\" from=\"" + clean(origin) + "\"");

    std::ostringstream details;
    details << "login: user name " << username << ", " << name.size() << " characters, " << status;
    write_line("/var/log/app/debug.log", details.str());
    return true;
}
