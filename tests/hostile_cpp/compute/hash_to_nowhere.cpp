// Lets the host hash 60 MiB, with a place for the digest that is outside of the memory, for ever.
#include <cstdlib>
#include <openssl/sha.h>

long answer(long x) {
    auto *data = static_cast<unsigned char *>(calloc(60, 1 << 20));
    for (;;)
        SHA256(data, 60 << 20, reinterpret_cast<unsigned char *>(0xfffffff0u));
}
