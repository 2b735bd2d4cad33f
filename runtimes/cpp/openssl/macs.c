/// Keyed digests, computed and recorded by the host at their end.
#include "algorithms.h"
#include "host.h"

#include <openssl/core_names.h>
#include <openssl/hmac.h>
#include <openssl/params.h>
#include <stdlib.h>
#include <string.h>

int keyed_digest(const EVP_MD *digest, const void *key, size_t key_length, const void *data, size_t length, void *out) {
    int size = dg_hmac(digest->name, strlen(digest->name), key, key_length, data, length, out);
    return size == digest->size ? 1 : add_error(UNSUPPORTED);
}

unsigned char *HMAC(const EVP_MD *digest, const void *key, int key_length, const unsigned char *data, size_t length,
                    unsigned char *out, unsigned *size) {
    static unsigned char own[EVP_MAX_MD_SIZE];
    unsigned char *result = out ? out : own;
    if (size)
        *size = digest->size;
    return keyed_digest(digest, key, key_length, data, length, result) ? result : NULL;
}

struct hmac_ctx_st {
    const EVP_MD *digest;
    struct bytes key, data;
};

HMAC_CTX *HMAC_CTX_new(void) { return calloc(1, sizeof(HMAC_CTX)); }

int HMAC_CTX_reset(HMAC_CTX *context) {
    bytes_clear(&context->key);
    bytes_clear(&context->data);
    context->digest = NULL;
    return 1;
}

void HMAC_CTX_free(HMAC_CTX *context) {
    if (context)
        HMAC_CTX_reset(context);
    free(context);
}

int HMAC_CTX_copy(HMAC_CTX *to, HMAC_CTX *from) {
    HMAC_CTX_reset(to);
    to->digest = from->digest;
    return bytes_add(&to->key, from->key.data, from->key.length) &&
           bytes_add(&to->data, from->data.data, from->data.length);
}

size_t HMAC_size(const HMAC_CTX *context) { return context->digest ? context->digest->size : 0; }

int HMAC_Init_ex(HMAC_CTX *context, const void *key, int length, const EVP_MD *digest, ENGINE *engine) {
    if (digest)
        context->digest = digest;
    if (!context->digest)
        return add_error(NO_DIGEST);
    bytes_clear(&context->data);
    if (!key)
        return 1;
    bytes_clear(&context->key);
    return bytes_add(&context->key, key, length);
}

int HMAC_Init(HMAC_CTX *context, const void *key, int length, const EVP_MD *digest) {
    return HMAC_Init_ex(context, key, length, digest, NULL);
}

int HMAC_Update(HMAC_CTX *context, const unsigned char *data, size_t length) {
    return context->digest ? bytes_add(&context->data, data, length) : add_error(NO_DIGEST);
}

int HMAC_Final(HMAC_CTX *context, unsigned char *out, unsigned *size) {
    if (!context->digest)
        return add_error(NO_DIGEST);
    if (size)
        *size = context->digest->size;
    return keyed_digest(context->digest, context->key.data, context->key.length, context->data.data,
                        context->data.length, out);
}

/// There is one kind of MAC: HMAC.
struct evp_mac_st {
    int unused;
};
struct evp_mac_ctx_st {
    HMAC_CTX hmac;
};
static EVP_MAC the_hmac;

EVP_MAC *EVP_MAC_fetch(OSSL_LIB_CTX *library, const char *name, const char *properties) {
    if (!strcmp(name, OSSL_MAC_NAME_HMAC))
        return &the_hmac;
    add_error(UNSUPPORTED);
    return NULL;
}

void EVP_MAC_free(EVP_MAC *mac) {}
EVP_MAC_CTX *EVP_MAC_CTX_new(EVP_MAC *mac) { return mac ? calloc(1, sizeof(EVP_MAC_CTX)) : NULL; }

void EVP_MAC_CTX_free(EVP_MAC_CTX *context) {
    if (context)
        HMAC_CTX_reset(&context->hmac);
    free(context);
}

int EVP_MAC_CTX_set_params(EVP_MAC_CTX *context, const OSSL_PARAM parameters[]) {
    const OSSL_PARAM *digest = find_parameter(parameters, OSSL_MAC_PARAM_DIGEST);
    const OSSL_PARAM *key = find_parameter(parameters, OSSL_MAC_PARAM_KEY);
    if (digest && !(context->hmac.digest = EVP_MD_fetch(NULL, digest->data, NULL)))
        return 0;
    return !key || HMAC_Init_ex(&context->hmac, key->data, key->data_size, NULL, NULL);
}

int EVP_MAC_init(EVP_MAC_CTX *context, const unsigned char *key, size_t length, const OSSL_PARAM parameters[]) {
    return EVP_MAC_CTX_set_params(context, parameters) && HMAC_Init_ex(&context->hmac, key, length, NULL, NULL);
}

int EVP_MAC_update(EVP_MAC_CTX *context, const unsigned char *data, size_t length) {
    return HMAC_Update(&context->hmac, data, length);
}

size_t EVP_MAC_CTX_get_mac_size(EVP_MAC_CTX *context) { return HMAC_size(&context->hmac); }

int EVP_MAC_final(EVP_MAC_CTX *context, unsigned char *out, size_t *length, size_t room) {
    size_t size = HMAC_size(&context->hmac);
    if (length)
        *length = size;
    return !out || (room >= size && HMAC_Final(&context->hmac, out, NULL));
}

unsigned char *EVP_Q_mac(OSSL_LIB_CTX *library, const char *name, const char *properties, const char *algorithm,
                         const OSSL_PARAM *parameters, const void *key, size_t key_length, const unsigned char *data,
                         size_t length, unsigned char *out, size_t room, size_t *size) {
    const EVP_MD *digest = EVP_MAC_fetch(library, name, properties) ? EVP_MD_fetch(library, algorithm, NULL) : NULL;
    if (!digest || (out && room < (size_t)digest->size))
        return NULL;
    if (size)
        *size = digest->size;
    return HMAC(digest, key, key_length, data, length, out, NULL);
}
