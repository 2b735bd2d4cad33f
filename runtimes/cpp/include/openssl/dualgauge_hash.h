/// A digest being computed: what is to be hashed is kept, and hashed at the end.
#pragma once
#include <openssl/types.h>
#define DUALGAUGE_HASH_START 96
typedef struct {
    const EVP_MD *digest;
    unsigned char *data;
    size_t length, room;
    /// Short inputs need no memory of their own.
    unsigned char start[DUALGAUGE_HASH_START];
} DUALGAUGE_HASH;
