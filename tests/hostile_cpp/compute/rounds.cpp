// PBKDF2 with two thousand million rounds.
#include <openssl/evp.h>

long answer(long x) {
    unsigned char key[32];
    auto *salt = reinterpret_cast<const unsigned char *>("salt");
    PKCS5_PBKDF2_HMAC("p", 1, salt, 4, 0x7fffffff, EVP_sha256(), sizeof key, key);
    return x + 1;
}
