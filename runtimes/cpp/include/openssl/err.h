/// The error queue: the newest few errors.
#pragma once
#include <openssl/types.h>
#include <stdio.h>
#ifdef __cplusplus
extern "C" {
#endif
unsigned long ERR_get_error(void);
unsigned long ERR_peek_error(void);
unsigned long ERR_peek_last_error(void);
void ERR_clear_error(void);
char *ERR_error_string(unsigned long, char *);
void ERR_error_string_n(unsigned long, char *, size_t);
const char *ERR_lib_error_string(unsigned long);
const char *ERR_reason_error_string(unsigned long);
void ERR_print_errors_fp(FILE *);
void ERR_print_errors(BIO *);
#ifdef __cplusplus
}
#endif
#define ERR_LIB_EVP 6
#define ERR_LIB_X509 11
#define ERR_LIB_SSL 20
#define ERR_LIB_PROV 57
#define ERR_GET_LIB(code) ((int)((code) >> 23 & 0xff))
#define ERR_GET_REASON(code) ((int)((code)&0x7fffff))
#define ERR_load_crypto_strings() ((void)0)
#define ERR_load_ERR_strings() ((void)0)
#define ERR_free_strings() ((void)0)
#define ERR_remove_state(id) ((void)0)
