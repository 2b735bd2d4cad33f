/// Memory and comparison.
#pragma once
#include <openssl/opensslv.h>
#include <openssl/types.h>
#include <stdlib.h>
#include <time.h>

#ifdef __cplusplus
extern "C" {
#endif
int CRYPTO_memcmp(const void *, const void *, size_t);
void OPENSSL_cleanse(void *, size_t);
void *CRYPTO_malloc(size_t, const char *, int);
void *CRYPTO_zalloc(size_t, const char *, int);
void *CRYPTO_realloc(void *, size_t, const char *, int);
void CRYPTO_free(void *, const char *, int);
void CRYPTO_clear_free(void *, size_t, const char *, int);
char *CRYPTO_strdup(const char *, const char *, int);
unsigned char *OPENSSL_hexstr2buf(const char *, long *);
int OPENSSL_hexstr2buf_ex(unsigned char *, size_t, size_t *, const char *, char);
char *OPENSSL_buf2hexstr(const unsigned char *, long);
int OPENSSL_buf2hexstr_ex(char *, size_t, size_t *, const unsigned char *, size_t, char);
int OPENSSL_hexchar2int(unsigned char);
unsigned long OpenSSL_version_num(void);
const char *OpenSSL_version(int);
int OPENSSL_init_crypto(uint64_t, const void *);
void OPENSSL_cleanup(void);
#ifdef __cplusplus
}
#endif

#define OPENSSL_VERSION 0
#define OPENSSL_INIT_LOAD_CRYPTO_STRINGS 2
#define OPENSSL_INIT_ADD_ALL_CIPHERS 4
#define OPENSSL_INIT_ADD_ALL_DIGESTS 8
#define OPENSSL_malloc(length) CRYPTO_malloc(length, __FILE__, __LINE__)
#define OPENSSL_zalloc(length) CRYPTO_zalloc(length, __FILE__, __LINE__)
#define OPENSSL_realloc(memory, length) CRYPTO_realloc(memory, length, __FILE__, __LINE__)
#define OPENSSL_free(memory) CRYPTO_free(memory, __FILE__, __LINE__)
#define OPENSSL_clear_free(memory, length) CRYPTO_clear_free(memory, length, __FILE__, __LINE__)
#define OPENSSL_strdup(text) CRYPTO_strdup(text, __FILE__, __LINE__)
#define OPENSSL_secure_malloc(length) OPENSSL_malloc(length)
#define OPENSSL_secure_zalloc(length) OPENSSL_zalloc(length)
#define OPENSSL_secure_free(memory) OPENSSL_free(memory)
#define OPENSSL_secure_clear_free(memory, length) OPENSSL_clear_free(memory, length)
#define CRYPTO_secure_malloc_init(size, least) 1
#define SSLeay OpenSSL_version_num
#define SSLeay_version OpenSSL_version
