/// Digests: what is to be hashed is kept in the guest; the host computes and records each digest once, at its end.
#include "algorithms.h"
#include "host.h"

#include <openssl/md4.h>
#include <openssl/md5.h>
#include <openssl/ripemd.h>
#include <openssl/sha.h>
#include <stdlib.h>
#include <string.h>

void hash_start(DUALGAUGE_HASH *hash, const EVP_MD *digest) {
    hash->digest = digest;
    hash->data = NULL;
    hash->length = 0;
    hash->room = sizeof hash->start;
}

int hash_add(DUALGAUGE_HASH *hash, const void *data, size_t length) {
    if (length > hash->room - hash->length) {
        size_t room = (hash->length + length) * 2;
        unsigned char *grown = realloc(hash->data, room);
        if (!grown)
            return 0;
        if (!hash->data)
            memcpy(grown, hash->start, hash->length);
        hash->data = grown;
        hash->room = room;
    }
    if (length)
        memcpy((hash->data ? hash->data : hash->start) + hash->length, data, length);
    hash->length += length;
    return 1;
}

void hash_clear(DUALGAUGE_HASH *hash) {
    free(hash->data);
    hash_start(hash, hash->digest);
}

static int digest_of(const EVP_MD *digest, const void *data, size_t length, unsigned char *out) {
    return dg_digest(digest->name, strlen(digest->name), data, length, out) == digest->size ? 1 : add_error(UNSUPPORTED);
}

int hash_end(DUALGAUGE_HASH *hash, unsigned char *out) {
    if (!hash->digest)
        return add_error(NO_DIGEST);
    int done = digest_of(hash->digest, hash->data ? hash->data : hash->start, hash->length, out);
    hash_clear(hash);
    return done;
}

/// The functions that each old digest has, under its own name.
#define OLD_DIGEST(NAME, algorithm, CONTEXT)                                                                           \
    unsigned char *NAME(const unsigned char *data, size_t length, unsigned char *out) {                                \
        static unsigned char own[EVP_MAX_MD_SIZE];                                                                     \
        unsigned char *digest = out ? out : own;                                                                       \
        return digest_of(EVP_##algorithm(), data, length, digest) ? digest : NULL;                                     \
    }                                                                                                                  \
    int NAME##_Init(CONTEXT *context) {                                                                                \
        hash_start(context, EVP_##algorithm());                                                                        \
        return 1;                                                                                                      \
    }                                                                                                                  \
    int NAME##_Update(CONTEXT *context, const void *data, size_t length) { return hash_add(context, data, length); }   \
    int NAME##_Final(unsigned char *out, CONTEXT *context) { return hash_end(context, out); }

OLD_DIGEST(SHA1, sha1, SHA_CTX)
OLD_DIGEST(SHA224, sha224, SHA256_CTX)
OLD_DIGEST(SHA256, sha256, SHA256_CTX)
OLD_DIGEST(SHA384, sha384, SHA512_CTX)
OLD_DIGEST(SHA512, sha512, SHA512_CTX)
OLD_DIGEST(MD5, md5, MD5_CTX)
OLD_DIGEST(MD4, md4, MD4_CTX)
OLD_DIGEST(RIPEMD160, ripemd160, RIPEMD160_CTX)

struct evp_md_ctx_st {
    DUALGAUGE_HASH hash;
    /// The key, where it signs.
    EVP_PKEY *key;
};

EVP_MD_CTX *EVP_MD_CTX_new(void) { return calloc(1, sizeof(EVP_MD_CTX)); }

int EVP_MD_CTX_reset(EVP_MD_CTX *context) {
    free(context->hash.data);
    EVP_PKEY_free(context->key);
    memset(context, 0, sizeof *context);
    return 1;
}

void EVP_MD_CTX_free(EVP_MD_CTX *context) {
    if (context)
        EVP_MD_CTX_reset(context);
    free(context);
}

static EVP_PKEY *copy_key(const EVP_PKEY *key) {
    return key ? EVP_PKEY_new_raw_private_key(EVP_PKEY_HMAC, NULL, key->key, key->length) : NULL;
}

int EVP_MD_CTX_copy_ex(EVP_MD_CTX *to, const EVP_MD_CTX *from) {
    EVP_MD_CTX_reset(to);
    hash_start(&to->hash, from->hash.digest);
    to->key = copy_key(from->key);
    return hash_add(&to->hash, from->hash.data ? from->hash.data : from->hash.start, from->hash.length);
}

int EVP_MD_CTX_copy(EVP_MD_CTX *to, const EVP_MD_CTX *from) { return EVP_MD_CTX_copy_ex(to, from); }

const EVP_MD *EVP_MD_CTX_get0_md(const EVP_MD_CTX *context) { return context ? context->hash.digest : NULL; }

int EVP_DigestInit_ex(EVP_MD_CTX *context, const EVP_MD *digest, ENGINE *engine) {
    if (!digest && !context->hash.digest)
        return add_error(NO_DIGEST);
    free(context->hash.data);
    hash_start(&context->hash, digest ? digest : context->hash.digest);
    return 1;
}

int EVP_DigestInit_ex2(EVP_MD_CTX *context, const EVP_MD *digest, const OSSL_PARAM *parameters) {
    return EVP_DigestInit_ex(context, digest, NULL);
}

int EVP_DigestInit(EVP_MD_CTX *context, const EVP_MD *digest) {
    EVP_MD_CTX_reset(context);
    return EVP_DigestInit_ex(context, digest, NULL);
}

int EVP_DigestUpdate(EVP_MD_CTX *context, const void *data, size_t length) {
    return context->hash.digest ? hash_add(&context->hash, data, length) : add_error(NO_DIGEST);
}

int EVP_DigestFinal_ex(EVP_MD_CTX *context, unsigned char *out, unsigned *length) {
    if (length && context->hash.digest)
        *length = context->hash.digest->size;
    return hash_end(&context->hash, out);
}

int EVP_DigestFinal(EVP_MD_CTX *context, unsigned char *out, unsigned *length) {
    int done = EVP_DigestFinal_ex(context, out, length);
    EVP_MD_CTX_reset(context);
    return done;
}

int EVP_Digest(const void *data, size_t length, unsigned char *out, unsigned *size, const EVP_MD *digest,
               ENGINE *engine) {
    if (size)
        *size = digest->size;
    return digest_of(digest, data, length, out);
}

int EVP_Q_digest(OSSL_LIB_CTX *library, const char *name, const char *properties, const void *data, size_t length,
                 unsigned char *out, size_t *size) {
    const EVP_MD *digest = EVP_MD_fetch(library, name, properties);
    if (digest && size)
        *size = digest->size;
    return digest ? digest_of(digest, data, length, out) : 0;
}

EVP_PKEY *EVP_PKEY_new_raw_private_key(int type, ENGINE *engine, const unsigned char *data, size_t length) {
    EVP_PKEY *key = type == EVP_PKEY_HMAC ? malloc(sizeof *key + length) : NULL;
    if (!key) {
        add_error(UNSUPPORTED);
        return NULL;
    }
    key->length = length;
    if (length)
        memcpy(key->key, data, length);
    return key;
}

EVP_PKEY *EVP_PKEY_new_mac_key(int type, ENGINE *engine, const unsigned char *data, int length) {
    return EVP_PKEY_new_raw_private_key(type, engine, data, length < 0 ? strlen((const char *)data) : (size_t)length);
}

void EVP_PKEY_free(EVP_PKEY *key) { free(key); }

int EVP_DigestSignInit(EVP_MD_CTX *context, EVP_PKEY_CTX **key_context, const EVP_MD *digest, ENGINE *engine,
                       EVP_PKEY *key) {
    EVP_MD_CTX_reset(context);
    context->key = copy_key(key);
    return context->key ? EVP_DigestInit_ex(context, digest, engine) : 0;
}

int EVP_DigestSignUpdate(EVP_MD_CTX *context, const void *data, size_t length) {
    return EVP_DigestUpdate(context, data, length);
}

int EVP_DigestSignFinal(EVP_MD_CTX *context, unsigned char *out, size_t *length) {
    const DUALGAUGE_HASH *hash = &context->hash;
    if (!hash->digest || !context->key)
        return add_error(NO_DIGEST);
    *length = hash->digest->size;
    return !out || keyed_digest(hash->digest, context->key->key, context->key->length,
                                hash->data ? hash->data : hash->start, hash->length, out);
}

int EVP_DigestSign(EVP_MD_CTX *context, unsigned char *out, size_t *size, const unsigned char *data, size_t length) {
    return (!out || EVP_DigestSignUpdate(context, data, length)) && EVP_DigestSignFinal(context, out, size);
}
