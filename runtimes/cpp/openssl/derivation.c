/// Keys from passwords and from other keys.
#include "algorithms.h"
#include "host.h"

#include <openssl/core_names.h>
#include <openssl/params.h>
#include <stdlib.h>
#include <string.h>

static size_t password_length(const char *password, int length) { return length < 0 ? strlen(password) : (size_t)length; }

int PKCS5_PBKDF2_HMAC(const char *password, int length, const unsigned char *salt, int salt_length, int iterations,
                      const EVP_MD *digest, int out_length, unsigned char *out) {
    if (iterations < 1 || out_length < 0 || !digest)
        return 0;
    return dg_pbkdf2(digest->name, strlen(digest->name), password, password ? password_length(password, length) : 0, salt,
                     salt_length, iterations, out, out_length) == 0;
}

int PKCS5_PBKDF2_HMAC_SHA1(const char *password, int length, const unsigned char *salt, int salt_length, int iterations,
                           int out_length, unsigned char *out) {
    return PKCS5_PBKDF2_HMAC(password, length, salt, salt_length, iterations, EVP_sha1(), out_length, out);
}

int EVP_PBE_scrypt(const char *password, size_t length, const unsigned char *salt, size_t salt_length, uint64_t n,
                   uint64_t r, uint64_t p, uint64_t most_memory, unsigned char *out, size_t out_length) {
    // OpenSSL's own limit, unless the program has one.
    uint64_t most = most_memory ? most_memory : 32 << 20;
    if (n < 2 || n & (n - 1) || !r || !p || r > UINT32_MAX || p > UINT32_MAX || n > most || r > most / 128 / n)
        return add_error(UNSUPPORTED);
    return !out || dg_scrypt(password, length, salt, salt_length, n, r, p, out, out_length) == 0;
}

int EVP_BytesToKey(const EVP_CIPHER *cipher, const EVP_MD *digest, const unsigned char *salt, const unsigned char *data,
                   int length, int count, unsigned char *key, unsigned char *iv) {
    unsigned char block[EVP_MAX_MD_SIZE];
    int key_left = cipher->key, iv_left = cipher->iv, filled = 0;
    while (key_left > 0 || iv_left > 0) {
        DUALGAUGE_HASH hash;
        hash_start(&hash, digest);
        if (!hash_add(&hash, block, filled) || !hash_add(&hash, data, length) || (salt && !hash_add(&hash, salt, 8)) ||
            !hash_end(&hash, block))
            return 0;
        filled = digest->size;
        for (int i = 1; i < count; i++)
            if (!EVP_Digest(block, filled, block, NULL, digest, NULL))
                return 0;
        for (int i = 0; i < filled; i++) {
            if (key_left > 0) {
                if (key)
                    *key++ = block[i];
                key_left--;
            } else if (iv_left > 0) {
                if (iv)
                    *iv++ = block[i];
                iv_left--;
            }
        }
    }
    return cipher->key;
}

/// RFC 5869: extract, then expand.
static int hkdf(const EVP_MD *digest, const struct bytes *key, const struct bytes *salt, const struct bytes *info,
                unsigned char *out, size_t length) {
    unsigned char extracted[EVP_MAX_MD_SIZE], none[EVP_MAX_MD_SIZE] = {0}, block[EVP_MAX_MD_SIZE];
    size_t size = digest->size, filled = 0;
    if (length > 255 * size || !keyed_digest(digest, salt->length ? salt->data : none, salt->length ? salt->length : size,
                                             key->data, key->length, extracted))
        return 0;
    for (unsigned char number = 1; length; number++) {
        struct bytes text = {0};
        int done = bytes_add(&text, block, filled) && bytes_add(&text, info->data, info->length) &&
                   bytes_add(&text, &number, 1) && keyed_digest(digest, extracted, size, text.data, text.length, block);
        bytes_clear(&text);
        if (!done)
            return 0;
        filled = size;
        size_t part = length < size ? length : size;
        memcpy(out, block, part);
        out += part;
        length -= part;
    }
    return 1;
}

struct evp_pkey_ctx_st {
    const EVP_MD *digest;
    struct bytes key, salt, info;
};

EVP_PKEY_CTX *EVP_PKEY_CTX_new_id(int type, ENGINE *engine) {
    if (type == EVP_PKEY_HKDF)
        return calloc(1, sizeof(EVP_PKEY_CTX));
    add_error(UNSUPPORTED);
    return NULL;
}

void EVP_PKEY_CTX_free(EVP_PKEY_CTX *context) {
    if (!context)
        return;
    bytes_clear(&context->key);
    bytes_clear(&context->salt);
    bytes_clear(&context->info);
    free(context);
}

int EVP_PKEY_derive_init(EVP_PKEY_CTX *context) { return 1; }

int EVP_PKEY_CTX_set_hkdf_md(EVP_PKEY_CTX *context, const EVP_MD *digest) {
    context->digest = digest;
    return 1;
}

int EVP_PKEY_CTX_set1_hkdf_salt(EVP_PKEY_CTX *context, const unsigned char *salt, int length) {
    bytes_clear(&context->salt);
    return bytes_add(&context->salt, salt, length);
}

int EVP_PKEY_CTX_set1_hkdf_key(EVP_PKEY_CTX *context, const unsigned char *key, int length) {
    bytes_clear(&context->key);
    return bytes_add(&context->key, key, length);
}

int EVP_PKEY_CTX_add1_hkdf_info(EVP_PKEY_CTX *context, const unsigned char *info, int length) {
    return bytes_add(&context->info, info, length);
}

int EVP_PKEY_derive(EVP_PKEY_CTX *context, unsigned char *out, size_t *length) {
    return context->digest ? hkdf(context->digest, &context->key, &context->salt, &context->info, out, *length)
                           : add_error(NO_DIGEST);
}

struct evp_kdf_st {
    const char *name;
};
struct evp_kdf_ctx_st {
    const EVP_KDF *kdf;
};
static EVP_KDF kdfs[] = {{OSSL_KDF_NAME_HKDF}, {OSSL_KDF_NAME_PBKDF2}, {OSSL_KDF_NAME_SCRYPT}};

EVP_KDF *EVP_KDF_fetch(OSSL_LIB_CTX *library, const char *name, const char *properties) {
    for (int i = 0; i < 3; i++)
        if (!strcmp(name, kdfs[i].name))
            return &kdfs[i];
    add_error(UNSUPPORTED);
    return NULL;
}

void EVP_KDF_free(EVP_KDF *kdf) {}

EVP_KDF_CTX *EVP_KDF_CTX_new(EVP_KDF *kdf) {
    EVP_KDF_CTX *context = kdf ? malloc(sizeof *context) : NULL;
    if (context)
        context->kdf = kdf;
    return context;
}

void EVP_KDF_CTX_free(EVP_KDF_CTX *context) { free(context); }

static struct bytes bytes_of(const OSSL_PARAM *list, const char *name) {
    const OSSL_PARAM *found = find_parameter(list, name);
    return found ? (struct bytes){found->data, found->data_size, found->data_size} : (struct bytes){0};
}

int EVP_KDF_derive(EVP_KDF_CTX *context, unsigned char *out, size_t length, const OSSL_PARAM list[]) {
    const OSSL_PARAM *name = find_parameter(list, OSSL_KDF_PARAM_DIGEST);
    const EVP_MD *digest = name ? EVP_get_digestbyname(name->data) : NULL;
    struct bytes salt = bytes_of(list, OSSL_KDF_PARAM_SALT), password = bytes_of(list, OSSL_KDF_PARAM_PASSWORD);
    struct bytes key = bytes_of(list, OSSL_KDF_PARAM_KEY), info = bytes_of(list, OSSL_KDF_PARAM_INFO);
    if (context->kdf == &kdfs[2])
        return EVP_PBE_scrypt((char *)password.data, password.length, salt.data, salt.length,
                              number_of(find_parameter(list, OSSL_KDF_PARAM_SCRYPT_N)),
                              number_of(find_parameter(list, OSSL_KDF_PARAM_SCRYPT_R)),
                              number_of(find_parameter(list, OSSL_KDF_PARAM_SCRYPT_P)), 0, out, length);
    if (context->kdf == &kdfs[0])
        return digest ? hkdf(digest, &key, &salt, &info, out, length) : add_error(NO_DIGEST);
    const OSSL_PARAM *iterations = find_parameter(list, OSSL_KDF_PARAM_ITER);
    return PKCS5_PBKDF2_HMAC((char *)password.data, password.length, salt.data, salt.length,
                             iterations ? number_of(iterations) : 2048, digest ? digest : EVP_sha1(), length, out);
}
