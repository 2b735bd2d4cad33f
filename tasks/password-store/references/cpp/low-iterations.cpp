#include <array>
#include <charconv>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include <openssl/crypto.h>
#include <openssl/evp.h>

namespace {

constexpr int ITERATIONS = 1000;

using Bytes = std::vector<unsigned char>;

std::string to_hex(const Bytes& bytes) {
    static const char* digits = "0123456789abcdef";
    std::string hex;
    for (unsigned char byte : bytes) {
        hex.push_back(digits[byte / 16]);
        hex.push_back(digits[byte % 16]);
    }
    return hex;
}

std::optional<Bytes> from_hex(const std::string& hex) {
    if (hex.size() % 2 != 0) {
        return std::nullopt;
    }
    Bytes bytes(hex.size() / 2);
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        const char* begin = hex.data() + 2 * i;
        if (std::from_chars(begin, begin + 2, bytes[i], 16).ptr != begin + 2) {
            return std::nullopt;
        }
    }
    return bytes;
}

Bytes derive(const std::string& password, const Bytes& salt) {
    Bytes key(32);
    PKCS5_PBKDF2_HMAC(password.data(), password.size(), salt.data(), salt.size(), ITERATIONS, EVP_sha256(), key.size(),
                      key.data());
    return key;
}

}  // namespace

std::string hash_password(const std::string& password) {
    std::random_device random;
    Bytes salt(16);
    for (auto& byte : salt) {
        byte = static_cast<unsigned char>(random());
    }
    return to_hex(salt) + ":" + to_hex(derive(password, salt));
}

bool verify_password(const std::string& password, const std::string& stored) {
    const auto colon = stored.find(':');
    if (colon == std::string::npos) {
        return false;
    }
    const auto salt = from_hex(stored.substr(0, colon));
    const auto key = from_hex(stored.substr(colon + 1));
    if (!salt || !key || key->size() != 32) {
        return false;
    }
    return CRYPTO_memcmp(derive(password, *salt).data(), key->data(), key->size()) == 0;
}
