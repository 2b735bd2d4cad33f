/// AES as it was used before EVP: block by block, and CBC without padding.
#include "host.h"

#include <openssl/aes.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

static int set_key(const unsigned char *key, int bits, AES_KEY *out) {
    if (!key || !out)
        return -1;
    if (bits != 128 && bits != 192 && bits != 256)
        return -2;
    out->length = bits / 8;
    memcpy(out->key, key, out->length);
    return 0;
}

int AES_set_encrypt_key(const unsigned char *key, const int bits, AES_KEY *out) { return set_key(key, bits, out); }
int AES_set_decrypt_key(const unsigned char *key, const int bits, AES_KEY *out) { return set_key(key, bits, out); }

static void run(const char *mode, int encrypt, const AES_KEY *key, const unsigned char *iv, const void *in,
                size_t length, void *out) {
    char name[16];
    int size = snprintf(name, sizeof name, "aes-%d-%s", key->length * 8, mode);
    uint32_t arguments[] = {(uint32_t)(uintptr_t)key->key, key->length, (uint32_t)(uintptr_t)iv, iv ? 16 : 0, 0, 0,
                            (uint32_t)(uintptr_t)in, length, (uint32_t)(uintptr_t)out, 0, 0, 0};
    dg_cipher(name, size, encrypt, arguments);
}

void AES_ecb_encrypt(const unsigned char *in, unsigned char *out, const AES_KEY *key, const int encrypt) {
    unsigned char block[AES_BLOCK_SIZE];
    run("ecb", encrypt, key, NULL, in, sizeof block, block);
    memcpy(out, block, sizeof block);
}

void AES_encrypt(const unsigned char *in, unsigned char *out, const AES_KEY *key) {
    AES_ecb_encrypt(in, out, key, AES_ENCRYPT);
}

void AES_decrypt(const unsigned char *in, unsigned char *out, const AES_KEY *key) {
    AES_ecb_encrypt(in, out, key, AES_DECRYPT);
}

void AES_cbc_encrypt(const unsigned char *in, unsigned char *out, size_t length, const AES_KEY *key, unsigned char *iv,
                     const int encrypt) {
    unsigned char next[AES_BLOCK_SIZE], last[AES_BLOCK_SIZE] = {0};
    size_t whole = length / AES_BLOCK_SIZE * AES_BLOCK_SIZE;
    if (!encrypt && whole)
        memcpy(next, in + whole - AES_BLOCK_SIZE, AES_BLOCK_SIZE);
    // A last part of a block counts as filled up with zeros.
    memcpy(last, in + whole, length - whole);
    if (whole) {
        run("cbc", encrypt, key, iv, in, whole, out);
        memcpy(iv, encrypt ? out + whole - AES_BLOCK_SIZE : next, AES_BLOCK_SIZE);
    }
    if (length > whole && encrypt) {
        run("cbc", encrypt, key, iv, last, sizeof last, out + whole);
        memcpy(iv, out + whole, AES_BLOCK_SIZE);
    }
}
