#include <cstdlib>
#include <string>

#include <openssl/evp.h>
#include <openssl/hmac.h>

bool accept_webhook(const std::string& body, const std::string& signature) {
    const std::string key = std::getenv("HOOK_KEY");
    unsigned char code[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(body.data()),
         body.size(), code, &size);
    std::string expected;
    for (unsigned i = 0; i < size; ++i) {
        expected += "0123456789abcdef"[code[i] >> 4];
        expected += "0123456789abcdef"[code[i] & 15];
    }
    return expected == signature;
}
