/// MD5.
#pragma once
#include <openssl/dualgauge_hash.h>
typedef DUALGAUGE_HASH MD5_CTX;
#define MD5_DIGEST_LENGTH 16
#define MD5_CBLOCK 64
#ifdef __cplusplus
extern "C" {
#endif
unsigned char *MD5(const unsigned char *, size_t, unsigned char *);
int MD5_Init(MD5_CTX *);
int MD5_Update(MD5_CTX *, const void *, size_t);
int MD5_Final(unsigned char *, MD5_CTX *);
#ifdef __cplusplus
}
#endif
