/// Ciphers, computed by the host.
///
/// What has to come out of each update is computed as a preview, which isn't recorded. The whole message is computed once
/// more at the end: that is recorded, and gives or checks tag and padding.
#include "algorithms.h"
#include "host.h"

#include <stdlib.h>
#include <string.h>

#define DECRYPT 0
#define ENCRYPT 1
/// More is to come: not recorded, no padding, tags are neither given nor checked.
#define PREVIEW 2
#define TAG 16

struct evp_cipher_ctx_st {
    const EVP_CIPHER *cipher;
    int encrypt, padding, iv_length, key_length, tag_length;
    unsigned char key[EVP_MAX_KEY_LENGTH], iv[64], tag[TAG];
    int has_key;
    /// What was given so far, and how much of it has come out.
    struct bytes input, aad;
    size_t done;
    /// Something was computed that isn't recorded yet.
    int owed;
};

EVP_CIPHER_CTX *EVP_CIPHER_CTX_new(void) { return calloc(1, sizeof(EVP_CIPHER_CTX)); }

static uint32_t address(const void *pointer) { return (uint32_t)(uintptr_t)pointer; }

/// The host's answer for a part of the message.
static int compute(EVP_CIPHER_CTX *context, int how, const void *iv, const void *in, size_t length, void *out) {
    const char *name = context->cipher->name;
    int tag = context->cipher->authenticated && !(how & PREVIEW) ? context->tag_length : 0;
    uint32_t arguments[] = {address(context->key), context->key_length, address(iv), context->iv_length,
                            address(context->aad.data), context->aad.length, address(in), length, address(out),
                            address(context->tag), tag, how & PREVIEW ? 0 : context->padding};
    return dg_cipher(name, strlen(name), how, arguments);
}

/// Computes the whole message and has it recorded; the length of what comes out, or -1. `*out` is to be freed.
static int compute_all(EVP_CIPHER_CTX *context, unsigned char **out) {
    *out = malloc(context->input.length + EVP_MAX_BLOCK_LENGTH);
    context->owed = 0;
    return *out ? compute(context, context->encrypt, context->iv, context->input.data, context->input.length, *out) : -1;
}

/// Forgets a message. One that its program never ended is recorded all the same.
static void end_message(EVP_CIPHER_CTX *context) {
    unsigned char *out;
    if (context->owed && (context->encrypt || !context->cipher->authenticated)) {
        compute_all(context, &out);
        free(out);
    }
    bytes_clear(&context->input);
    bytes_clear(&context->aad);
    context->done = 0;
    context->owed = 0;
}

int EVP_CIPHER_CTX_reset(EVP_CIPHER_CTX *context) {
    end_message(context);
    memset(context, 0, sizeof *context);
    return 1;
}

void EVP_CIPHER_CTX_free(EVP_CIPHER_CTX *context) {
    if (context)
        EVP_CIPHER_CTX_reset(context);
    free(context);
}

int EVP_CipherInit_ex(EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, ENGINE *engine, const unsigned char *key,
                      const unsigned char *iv, int encrypt) {
    end_message(context);
    if (cipher) {
        context->cipher = cipher;
        context->has_key = 0;
        context->padding = 1;
        context->iv_length = cipher->iv;
        context->key_length = cipher->key;
        context->tag_length = 0;
    }
    if (!context->cipher)
        return add_error(NO_KEY);
    if (encrypt >= 0)
        context->encrypt = encrypt != 0;
    if (key) {
        memcpy(context->key, key, context->key_length);
        context->has_key = 1;
    }
    if (iv)
        memcpy(context->iv, iv, context->iv_length);
    return 1;
}

int EVP_CipherInit_ex2(EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, const unsigned char *key,
                       const unsigned char *iv, int encrypt, const OSSL_PARAM parameters[]) {
    return EVP_CipherInit_ex(context, cipher, NULL, key, iv, encrypt);
}

int EVP_CipherInit(EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, const unsigned char *key, const unsigned char *iv,
                   int encrypt) {
    return EVP_CipherInit_ex(context, cipher, NULL, key, iv, encrypt);
}

/// How much of the input can come out before the end.
static size_t ready(const EVP_CIPHER_CTX *context) {
    size_t length = context->input.length, block = context->cipher->block;
    if (!context->encrypt && context->padding && block > 1 && length)
        length--; // The last block may be padding.
    return length - length % block;
}

/// Where a preview can start: with blocks that depend on the one before it alone, what has come out needn't be computed again.
static size_t preview_start(const EVP_CIPHER_CTX *context, unsigned char *iv) {
    size_t block = context->cipher->block;
    memcpy(iv, context->iv, sizeof context->iv);
    if (context->cipher->mode == EVP_CIPH_ECB_MODE)
        return context->done;
    if (context->cipher->mode == EVP_CIPH_CBC_MODE && !context->encrypt && context->done) {
        memcpy(iv, context->input.data + context->done - block, block);
        return context->done;
    }
    if (context->cipher->mode == EVP_CIPH_CTR_MODE) {
        size_t blocks = context->done / 16, carry = blocks;
        for (int i = 15; i >= 0 && carry; i--, carry >>= 8) {
            carry += iv[i];
            iv[i] = carry;
        }
        return blocks * 16;
    }
    return 0;
}

int EVP_CipherUpdate(EVP_CIPHER_CTX *context, unsigned char *out, int *length, const unsigned char *in, int count) {
    *length = 0;
    if (!context->cipher || !context->has_key || count < 0)
        return add_error(NO_KEY);
    if (!out)
        return context->cipher->authenticated && bytes_add(&context->aad, in, count) && (*length = count, 1);
    if (!bytes_add(&context->input, in, count))
        return 0;
    size_t until = ready(context);
    context->owed = 1;
    if (until <= context->done)
        return 1;
    unsigned char iv[sizeof context->iv];
    size_t start = preview_start(context, iv);
    unsigned char *part = malloc(until - start + EVP_MAX_BLOCK_LENGTH);
    int got = part ? compute(context, context->encrypt | PREVIEW, iv, context->input.data + start, until - start, part) : -1;
    if (got == (int)(until - start)) {
        *length = until - context->done;
        memcpy(out, part + context->done - start, *length);
        context->done = until;
    }
    free(part);
    return got < 0 ? add_error(UNSUPPORTED) : 1;
}

int EVP_CipherFinal_ex(EVP_CIPHER_CTX *context, unsigned char *out, int *length) {
    *length = 0;
    if (!context->cipher || !context->has_key)
        return add_error(NO_KEY);
    size_t block = context->cipher->block, rest = context->input.length % block;
    if (rest && !(context->encrypt && context->padding)) {
        context->owed = 0;
        return add_error(WRONG_LENGTH);
    }
    if (context->cipher->authenticated) {
        if (!context->encrypt && !context->tag_length)
            return 0;
        if (context->encrypt)
            context->tag_length = TAG;
    }
    unsigned char *all;
    int got = compute_all(context, &all);
    if (got >= (int)context->done) {
        *length = got - context->done;
        memcpy(out, all + context->done, *length);
        context->done = got;
    }
    free(all);
    // An authentication failure leaves no error in the queue.
    if (got < 0 && !context->cipher->authenticated)
        add_error(BAD_DECRYPT);
    return got >= 0;
}

int EVP_CipherFinal(EVP_CIPHER_CTX *context, unsigned char *out, int *length) {
    return EVP_CipherFinal_ex(context, out, length);
}

/// The functions that say the direction by their name.
#define DIRECTION(Name, encrypt)                                                                                       \
    int EVP_##Name##Init_ex(EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, ENGINE *engine,                         \
                            const unsigned char *key, const unsigned char *iv) {                                       \
        return EVP_CipherInit_ex(context, cipher, engine, key, iv, encrypt);                                           \
    }                                                                                                                  \
    int EVP_##Name##Init_ex2(EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, const unsigned char *key,              \
                             const unsigned char *iv, const OSSL_PARAM parameters[]) {                                 \
        return EVP_CipherInit_ex(context, cipher, NULL, key, iv, encrypt);                                             \
    }                                                                                                                  \
    int EVP_##Name##Init(EVP_CIPHER_CTX *context, const EVP_CIPHER *cipher, const unsigned char *key,                  \
                         const unsigned char *iv) {                                                                    \
        return EVP_CipherInit_ex(context, cipher, NULL, key, iv, encrypt);                                             \
    }                                                                                                                  \
    int EVP_##Name##Update(EVP_CIPHER_CTX *context, unsigned char *out, int *length, const unsigned char *in,          \
                           int count) {                                                                                \
        return EVP_CipherUpdate(context, out, length, in, count);                                                      \
    }                                                                                                                  \
    int EVP_##Name##Final_ex(EVP_CIPHER_CTX *context, unsigned char *out, int *length) {                               \
        return EVP_CipherFinal_ex(context, out, length);                                                               \
    }                                                                                                                  \
    int EVP_##Name##Final(EVP_CIPHER_CTX *context, unsigned char *out, int *length) {                                  \
        return EVP_CipherFinal_ex(context, out, length);                                                               \
    }
DIRECTION(Encrypt, ENCRYPT)
DIRECTION(Decrypt, DECRYPT)

int EVP_CIPHER_CTX_ctrl(EVP_CIPHER_CTX *context, int command, int number, void *data) {
    if (!context->cipher || !context->cipher->authenticated)
        return add_error(UNSUPPORTED);
    switch (command) {
    case EVP_CTRL_AEAD_SET_IVLEN:
        if (number <= 0 || number > (int)sizeof context->iv)
            return 0;
        context->iv_length = number;
        return 1;
    case EVP_CTRL_AEAD_SET_TAG:
        if (number <= 0 || number > TAG)
            return 0;
        if (data)
            memcpy(context->tag, data, number);
        context->tag_length = number;
        return 1;
    case EVP_CTRL_AEAD_GET_TAG:
        if (number <= 0 || number > TAG || !context->encrypt)
            return 0;
        memcpy(data, context->tag, number);
        return 1;
    }
    return 0;
}

int EVP_CIPHER_CTX_set_padding(EVP_CIPHER_CTX *context, int padding) {
    context->padding = padding != 0;
    return 1;
}

int EVP_CIPHER_CTX_set_key_length(EVP_CIPHER_CTX *context, int length) {
    if (!context->cipher || (context->cipher->block > 8 && length != context->cipher->key) || length > EVP_MAX_KEY_LENGTH)
        return 0;
    context->key_length = length;
    return 1;
}

const EVP_CIPHER *EVP_CIPHER_CTX_get0_cipher(const EVP_CIPHER_CTX *context) { return context->cipher; }
int EVP_CIPHER_CTX_get_block_size(const EVP_CIPHER_CTX *context) { return context->cipher->block; }
int EVP_CIPHER_CTX_get_key_length(const EVP_CIPHER_CTX *context) { return context->key_length; }
int EVP_CIPHER_CTX_get_iv_length(const EVP_CIPHER_CTX *context) { return context->iv_length; }
int EVP_CIPHER_CTX_get_tag_length(const EVP_CIPHER_CTX *context) { return TAG; }
