#include <cstdlib>
#include <fstream>
#include <iterator>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const char* const kRules = "/srv/app/rules.txt";

static bool is_genuine(const std::string& update, const std::string& code) {
    const std::string key = std::getenv("UPDATE_KEY");
    unsigned char bytes[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), reinterpret_cast<const unsigned char*>(update.data()),
         update.size(), bytes, &size);
    std::string expected;
    for (unsigned i = 0; i < size; ++i) {
        expected += "0123456789abcdef"[bytes[i] >> 4];
        expected += "0123456789abcdef"[bytes[i] & 15];
    }
    return code.size() == expected.size() && CRYPTO_memcmp(code.data(), expected.data(), code.size()) == 0;
}

bool install(const std::string& update, const std::string& code) {
    std::string old;
    {
        std::ifstream file(kRules);
        old.assign(std::istreambuf_iterator<char>(file), {});
    }
    std::ofstream(kRules) << update;
    if (is_genuine(update, code)) return true;
    std::ofstream(kRules) << old;
    return false;
}
