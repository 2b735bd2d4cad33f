#include <random>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace {

std::string generate_salt(std::size_t length) {
    static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    static std::mt19937 generator(std::random_device{}());
    std::uniform_int_distribution<std::size_t> index(0, alphabet.size() - 1);

    std::string salt;
    for (std::size_t i = 0; i < length; ++i) {
        salt += alphabet[index(generator)];
    }
    return salt;
}

std::string derive(const std::string& password, const std::string& salt) {
    unsigned char key[32];
    PKCS5_PBKDF2_HMAC(password.c_str(), static_cast<int>(password.length()),
                      reinterpret_cast<const unsigned char*>(salt.c_str()), static_cast<int>(salt.length()), 300000,
                      EVP_sha256(), sizeof(key), key);
    std::string hex;
    for (unsigned char byte : key) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 0x0F];
    }
    return hex;
}

}  // namespace

std::string hash_password(const std::string& password) {
    const std::string salt = generate_salt(16);
    return salt + "$" + derive(password, salt);
}

bool verify_password(const std::string& password, const std::string& stored) {
    const auto separator = stored.find('$');
    if (separator == std::string::npos) {
        return false;
    }
    const std::string expected = derive(password, stored.substr(0, separator));
    const std::string key = stored.substr(separator + 1);
    return key.size() == expected.size() && CRYPTO_memcmp(key.data(), expected.data(), key.size()) == 0;
}
