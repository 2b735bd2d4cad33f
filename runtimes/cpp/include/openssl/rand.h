/// Random bytes.
#pragma once
#include <openssl/types.h>
#ifdef __cplusplus
extern "C" {
#endif
int RAND_bytes(unsigned char *, int);
int RAND_priv_bytes(unsigned char *, int);
int RAND_bytes_ex(OSSL_LIB_CTX *, unsigned char *, size_t, unsigned);
int RAND_pseudo_bytes(unsigned char *, int);
int RAND_status(void);
int RAND_poll(void);
void RAND_seed(const void *, int);
void RAND_add(const void *, int, double);
int RAND_load_file(const char *, long);
int RAND_write_file(const char *);
void RAND_cleanup(void);
#ifdef __cplusplus
}
#endif
