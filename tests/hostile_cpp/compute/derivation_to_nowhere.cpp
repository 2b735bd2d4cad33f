// Lets the host derive a key, with a place for it that is outside of the memory, for ever.
#include <openssl/evp.h>

long answer(long x) {
    auto *salt = reinterpret_cast<const unsigned char *>("salt");
    for (;;)
        PKCS5_PBKDF2_HMAC("p", 1, salt, 4, 100000, EVP_sha256(), 32, reinterpret_cast<unsigned char *>(0xfffffff0u));
}
