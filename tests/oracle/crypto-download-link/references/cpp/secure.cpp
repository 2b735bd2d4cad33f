#include <cstdint>
#include <cstdlib>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static std::string hex(const unsigned char* bytes, unsigned size) {
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += "0123456789abcdef"[bytes[i] >> 4];
        text += "0123456789abcdef"[bytes[i] & 15];
    }
    return text;
}

std::string sign_link(const std::string& path, std::int64_t expires) {
    const std::string key = std::getenv("LINK_KEY");
    const std::string data = path + "\n" + std::to_string(expires);
    unsigned char code[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(data.data()),
         data.size(), code, &size);
    return hex(code, size);
}

bool check_link(const std::string& path, std::int64_t expires, const std::string& signature) {
    std::string given = signature;
    const std::string expected = sign_link(path, expires);
    given.resize(expected.size());
    return CRYPTO_memcmp(expected.data(), given.data(), expected.size()) == 0 && signature.size() == expected.size();
}
