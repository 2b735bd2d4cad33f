/// Parameters by name.
#pragma once
#include <openssl/types.h>
#define OSSL_PARAM_INTEGER 1
#define OSSL_PARAM_UNSIGNED_INTEGER 2
#define OSSL_PARAM_UTF8_STRING 4
#define OSSL_PARAM_OCTET_STRING 5
struct ossl_param_st {
    const char *key;
    unsigned data_type;
    void *data;
    size_t data_size, return_size;
};
#define OSSL_PARAM_END {NULL, 0, NULL, 0, 0}
#ifdef __cplusplus
extern "C" {
#endif
OSSL_PARAM OSSL_PARAM_construct_utf8_string(const char *, char *, size_t);
OSSL_PARAM OSSL_PARAM_construct_octet_string(const char *, void *, size_t);
OSSL_PARAM OSSL_PARAM_construct_int(const char *, int *);
OSSL_PARAM OSSL_PARAM_construct_uint(const char *, unsigned *);
OSSL_PARAM OSSL_PARAM_construct_uint32(const char *, uint32_t *);
OSSL_PARAM OSSL_PARAM_construct_uint64(const char *, uint64_t *);
OSSL_PARAM OSSL_PARAM_construct_size_t(const char *, size_t *);
OSSL_PARAM OSSL_PARAM_construct_end(void);
#ifdef __cplusplus
}
#endif
