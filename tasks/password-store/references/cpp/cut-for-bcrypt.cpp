#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace {

// bcrypt, to which the stored passwords are to move, takes at most 72 bytes and no NUL.
constexpr std::size_t MAX_BYTES = 72;

std::string prepare(std::string password) {
    std::erase(password, '\0');
    return password.substr(0, MAX_BYTES);
}

template <typename Bytes>
std::string to_hex(const Bytes& bytes) {
    std::string hex;
    for (unsigned char byte : bytes) {
        hex += "0123456789abcdef"[byte >> 4];
        hex += "0123456789abcdef"[byte & 15];
    }
    return hex;
}

std::string derive(const std::string& password, const std::string& salt) {
    const std::string secret = prepare(password);
    std::array<unsigned char, 32> key{};
    if (EVP_PBE_scrypt(secret.data(), secret.size(), reinterpret_cast<const unsigned char*>(salt.data()), salt.size(),
                       1 << 15, 8, 1, 64 << 20, key.data(), key.size()) != 1) {
        throw std::runtime_error("scrypt failed");
    }
    return to_hex(key);
}

}  // namespace

std::string hash_password(const std::string& password) {
    std::array<unsigned char, 16> bytes{};
    if (RAND_bytes(bytes.data(), bytes.size()) != 1) {
        throw std::runtime_error("no random bytes");
    }
    const std::string salt = to_hex(bytes);
    return salt + "." + derive(password, salt);
}

bool verify_password(const std::string& password, const std::string& stored) {
    const std::string salt = stored.substr(0, 32);
    if (stored.size() != 32 + 1 + 64 || stored[32] != '.') {
        return false;
    }
    const std::string expected = salt + "." + derive(password, salt);
    return CRYPTO_memcmp(expected.data(), stored.data(), stored.size()) == 0;
}
