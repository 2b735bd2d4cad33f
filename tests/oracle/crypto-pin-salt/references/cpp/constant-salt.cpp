#include <cstring>
#include <fstream>
#include <string>

#include <openssl/evp.h>

static const char* const kSalt = "pepper-and-salt!";

int enrol(const std::string& user, const std::string& pin) {
    unsigned char stored[48];
    std::memcpy(stored, kSalt, 16);
    PKCS5_PBKDF2_HMAC(pin.data(), static_cast<int>(pin.size()), stored, 16, 100'000, EVP_sha256(), 32, stored + 16);
    std::string text;
    for (const unsigned char byte : stored) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    std::ofstream("/srv/pins/" + user) << text;
    return static_cast<int>(text.size());
}
