// scrypt with many lanes, each block of which hashes a salt of 60 MiB.
#include <cstdlib>
#include <openssl/evp.h>

long answer(long x) {
    unsigned char key[32];
    auto *salt = static_cast<unsigned char *>(calloc(60, 1 << 20));
    EVP_PBE_scrypt("p", 1, salt, 60 << 20, 2, 1, 10000, 0, key, sizeof key);
    return x + 1;
}
