/// AES block by block and in its old modes.
#pragma once
#include <stddef.h>
#define AES_ENCRYPT 1
#define AES_DECRYPT 0
#define AES_MAXNR 14
#define AES_BLOCK_SIZE 16
typedef struct {
    unsigned char key[32];
    int length;
} AES_KEY;
#ifdef __cplusplus
extern "C" {
#endif
int AES_set_encrypt_key(const unsigned char *, const int, AES_KEY *);
int AES_set_decrypt_key(const unsigned char *, const int, AES_KEY *);
void AES_encrypt(const unsigned char *, unsigned char *, const AES_KEY *);
void AES_decrypt(const unsigned char *, unsigned char *, const AES_KEY *);
void AES_ecb_encrypt(const unsigned char *, unsigned char *, const AES_KEY *, const int);
void AES_cbc_encrypt(const unsigned char *, unsigned char *, size_t, const AES_KEY *, unsigned char *, const int);
#ifdef __cplusplus
}
#endif
