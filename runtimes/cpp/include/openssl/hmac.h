/// Keyed digests.
#pragma once
#include <openssl/evp.h>
#define HMAC_MAX_MD_CBLOCK 200
#ifdef __cplusplus
extern "C" {
#endif
unsigned char *HMAC(const EVP_MD *, const void *, int, const unsigned char *, size_t, unsigned char *, unsigned *);
HMAC_CTX *HMAC_CTX_new(void);
void HMAC_CTX_free(HMAC_CTX *);
int HMAC_CTX_reset(HMAC_CTX *);
int HMAC_CTX_copy(HMAC_CTX *, HMAC_CTX *);
size_t HMAC_size(const HMAC_CTX *);
int HMAC_Init_ex(HMAC_CTX *, const void *, int, const EVP_MD *, ENGINE *);
int HMAC_Init(HMAC_CTX *, const void *, int, const EVP_MD *);
int HMAC_Update(HMAC_CTX *, const unsigned char *, size_t);
int HMAC_Final(HMAC_CTX *, unsigned char *, unsigned *);
#ifdef __cplusplus
}
#endif
