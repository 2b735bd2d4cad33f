#include <cstdio>
#include <fstream>
#include <string>

#include <openssl/sha.h>

static std::string digest(const std::string& text) {
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes);
    std::string name;
    char digits[3];
    for (const unsigned char byte : bytes) {
        std::snprintf(digits, sizeof digits, "%02x", byte);
        name += digits;
    }
    return name;
}

bool keep_page(const std::string& session, const std::string& text) {
    std::ofstream file("/srv/pages/" + digest(session));
    file << text;
    return file.flush().good();
}
