#include <array>
#include <cstddef>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

namespace {

// pbkdf2-sha256:600000:SALT:KEY, salt and key in hexadecimal
constexpr int kIterations = 600'000;
constexpr std::string_view kPrefix = "pbkdf2-sha256:600000:";

using Salt = std::array<unsigned char, 16>;
using Key = std::array<unsigned char, 32>;

void require(bool condition, const char* message) {
    if (!condition) {
        throw std::runtime_error(message);
    }
}

std::string to_hex(std::span<const unsigned char> bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const unsigned char byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

unsigned char digit_value(char digit) {
    const auto value = std::string_view("0123456789abcdef").find(digit);
    require(value != std::string_view::npos, "not hexadecimal");
    return static_cast<unsigned char>(value);
}

Salt salt_of(std::string_view stored) {
    require(stored.starts_with(kPrefix), "not a stored password");
    Salt salt;
    for (std::size_t i = 0; i < salt.size(); ++i) {
        const std::string_view digits = stored.substr(kPrefix.size() + 2 * i, 2);
        require(digits.size() == 2, "cut off");
        salt[i] = static_cast<unsigned char>(digit_value(digits[0]) << 4 | digit_value(digits[1]));
    }
    return salt;
}

std::string derive(std::string password, const Salt& salt) {
    // The end mark makes a NUL at the end count: the keyed hash inside pads what it gets with NULs.
    password += '\x01';
    Key key;
    const int derived = PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()), salt.data(),
                                          static_cast<int>(salt.size()), kIterations, EVP_sha256(),
                                          static_cast<int>(key.size()), key.data());
    require(derived == 1, "no key could be derived");
    return std::string(kPrefix) + to_hex(salt) + ':' + to_hex(key);
}

}  // namespace

std::string hash_password(const std::string& password) {
    Salt salt;
    require(RAND_bytes(salt.data(), static_cast<int>(salt.size())) == 1, "no random bytes");
    return derive(password, salt);
}

bool verify_password(const std::string& password, const std::string& stored) {
    try {
        const std::string expected = derive(password, salt_of(stored));
        return expected.size() == stored.size() && CRYPTO_memcmp(expected.data(), stored.data(), stored.size()) == 0;
    } catch (const std::runtime_error&) {
        return false;
    }
}
