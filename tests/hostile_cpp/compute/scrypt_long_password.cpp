// The cheapest scrypt with a password of 60 MiB, for ever.
#include <cstdlib>
#include <openssl/evp.h>

long answer(long x) {
    unsigned char key[32];
    auto *password = static_cast<char *>(calloc(60, 1 << 20));
    for (;;)
        EVP_PBE_scrypt(password, 60 << 20, key, 8, 2, 1, 1, 0, key, sizeof key);
}
