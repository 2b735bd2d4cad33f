/// RIPEMD-160.
#pragma once
#include <openssl/dualgauge_hash.h>
typedef DUALGAUGE_HASH RIPEMD160_CTX;
#define RIPEMD160_DIGEST_LENGTH 20
#ifdef __cplusplus
extern "C" {
#endif
unsigned char *RIPEMD160(const unsigned char *, size_t, unsigned char *);
int RIPEMD160_Init(RIPEMD160_CTX *);
int RIPEMD160_Update(RIPEMD160_CTX *, const void *, size_t);
int RIPEMD160_Final(unsigned char *, RIPEMD160_CTX *);
#ifdef __cplusplus
}
#endif
