#include <fstream>
#include <map>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>

static std::string derive(const std::string& user, const std::string& password) {
    unsigned char key[32];
    PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                      reinterpret_cast<const unsigned char*>(user.data()), static_cast<int>(user.size()), 100'000,
                      EVP_sha256(), 32, key);
    std::string text;
    for (const unsigned char byte : key) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}

bool login(const std::string& user, const std::string& password) {
    std::map<std::string, std::string> accounts;
    std::ifstream file("/srv/accounts.txt");
    for (std::string name, key; file >> name >> key;) {
        accounts[name] = key;
    }
    const auto found = accounts.find(user);
    if (found == accounts.end()) return false;
    return CRYPTO_memcmp(found->second.data(), derive(user, password).data(), 64) == 0;
}
