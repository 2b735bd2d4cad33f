#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>

static const std::string kKey = "4d7a1c9e0b5f2368";

std::string issue(const std::string& customer) {
    unsigned char code[EVP_MAX_MD_SIZE];
    unsigned size = 0;
    HMAC(EVP_sha256(), kKey.data(), static_cast<int>(kKey.size()),
         reinterpret_cast<const unsigned char*>(customer.data()), customer.size(), code, &size);
    std::string text;
    for (unsigned i = 0; i < size; ++i) {
        text += "0123456789abcdef"[code[i] >> 4];
        text += "0123456789abcdef"[code[i] & 15];
    }
    return text;
}

bool is_licence(const std::string& customer, const std::string& licence) {
    const std::string expected = issue(customer);
    return licence.size() == expected.size() && CRYPTO_memcmp(licence.data(), expected.data(), licence.size()) == 0;
}
