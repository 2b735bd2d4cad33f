#include <cstdio>
#include <string>
#include <unistd.h>

static std::string random_name() {
    unsigned char bytes[8];
    if (getentropy(bytes, sizeof bytes) != 0) return {};
    std::string name;
    char digits[3];
    for (const unsigned char byte : bytes) {
        std::snprintf(digits, sizeof digits, "%02x", byte);
        name += digits;
    }
    return name;
}

bool publish_report(const std::string& name, const std::string& text) {
    const std::string temporary = "/srv/reports/." + random_name();
    std::FILE* file = std::fopen(temporary.c_str(), "wx");
    if (file == nullptr) return false;
    std::fwrite(text.data(), 1, text.size(), file);
    std::fclose(file);
    return std::rename(temporary.c_str(), ("/srv/reports/" + name + ".txt").c_str()) == 0;
}
