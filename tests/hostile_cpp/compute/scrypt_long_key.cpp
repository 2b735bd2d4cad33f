// scrypt with many lanes and a long key, each block of which hashes all lanes.
#include <openssl/evp.h>

static unsigned char key[1 << 16];

long answer(long x) {
    EVP_PBE_scrypt("p", 1, key, 8, 2, 1000, 100, 0, key, sizeof key);
    return x + 1;
}
