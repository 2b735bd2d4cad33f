// The same with a keyed digest, with a key that is as long.
#include <cstdlib>
#include <openssl/evp.h>
#include <openssl/hmac.h>

long answer(long x) {
    auto *data = static_cast<unsigned char *>(calloc(60, 1 << 20));
    for (;;)
        HMAC(EVP_md5(), data, 60 << 20, data, 60 << 20, reinterpret_cast<unsigned char *>(0xfffffff0u), nullptr);
}
