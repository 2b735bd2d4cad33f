// scrypt with parameters that ask for more memory than there is.
#include <openssl/evp.h>

long answer(long x) {
    unsigned char key[32];
    EVP_PBE_scrypt("p", 1, key, 8, 1ull << 40, 1u << 20, 1u << 30, ~0ull, key, sizeof key);
    return x + 1;
}
