/// SHA-1 and SHA-2.
#pragma once
#include <openssl/dualgauge_hash.h>
typedef DUALGAUGE_HASH SHA_CTX;
typedef DUALGAUGE_HASH SHA256_CTX;
typedef DUALGAUGE_HASH SHA512_CTX;
#define SHA_DIGEST_LENGTH 20
#define SHA224_DIGEST_LENGTH 28
#define SHA256_DIGEST_LENGTH 32
#define SHA384_DIGEST_LENGTH 48
#define SHA512_DIGEST_LENGTH 64
#define SHA_CBLOCK 64
#define SHA256_CBLOCK 64
#define SHA512_CBLOCK 128
#ifdef __cplusplus
extern "C" {
#endif
unsigned char *SHA1(const unsigned char *, size_t, unsigned char *);
int SHA1_Init(SHA_CTX *);
int SHA1_Update(SHA_CTX *, const void *, size_t);
int SHA1_Final(unsigned char *, SHA_CTX *);
unsigned char *SHA224(const unsigned char *, size_t, unsigned char *);
int SHA224_Init(SHA256_CTX *);
int SHA224_Update(SHA256_CTX *, const void *, size_t);
int SHA224_Final(unsigned char *, SHA256_CTX *);
unsigned char *SHA256(const unsigned char *, size_t, unsigned char *);
int SHA256_Init(SHA256_CTX *);
int SHA256_Update(SHA256_CTX *, const void *, size_t);
int SHA256_Final(unsigned char *, SHA256_CTX *);
unsigned char *SHA384(const unsigned char *, size_t, unsigned char *);
int SHA384_Init(SHA512_CTX *);
int SHA384_Update(SHA512_CTX *, const void *, size_t);
int SHA384_Final(unsigned char *, SHA512_CTX *);
unsigned char *SHA512(const unsigned char *, size_t, unsigned char *);
int SHA512_Init(SHA512_CTX *);
int SHA512_Update(SHA512_CTX *, const void *, size_t);
int SHA512_Final(unsigned char *, SHA512_CTX *);
#ifdef __cplusplus
}
#endif
