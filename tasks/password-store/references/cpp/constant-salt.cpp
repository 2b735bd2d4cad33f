#include <iomanip>
#include <sstream>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>

static const std::string SALT = "my-application-salt";

std::string hash_password(const std::string& password) {
    unsigned char key[32];
    PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                      reinterpret_cast<const unsigned char*>(SALT.data()), static_cast<int>(SALT.size()), 200000,
                      EVP_sha256(), sizeof(key), key);
    std::stringstream ss;
    for (unsigned char byte : key) {
        ss << std::hex << std::setw(2) << std::setfill('0') << static_cast<unsigned>(byte);
    }
    return ss.str();
}

bool verify_password(const std::string& password, const std::string& stored) {
    const std::string expected = hash_password(password);
    return stored.size() == expected.size() && CRYPTO_memcmp(stored.data(), expected.data(), expected.size()) == 0;
}
