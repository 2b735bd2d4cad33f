/// MD4.
#pragma once
#include <openssl/dualgauge_hash.h>
typedef DUALGAUGE_HASH MD4_CTX;
#define MD4_DIGEST_LENGTH 16
#ifdef __cplusplus
extern "C" {
#endif
unsigned char *MD4(const unsigned char *, size_t, unsigned char *);
int MD4_Init(MD4_CTX *);
int MD4_Update(MD4_CTX *, const void *, size_t);
int MD4_Final(unsigned char *, MD4_CTX *);
#ifdef __cplusplus
}
#endif
