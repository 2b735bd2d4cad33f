/// Base64, in one piece and in lines.
#include "algorithms.h"

#include <stdlib.h>
#include <string.h>

#define LINE 48

static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

int EVP_EncodeBlock(unsigned char *out, const unsigned char *in, int length) {
    unsigned char *at = out;
    for (int i = 0; i < length; i += 3) {
        int left = length - i;
        unsigned long group = in[i] << 16 | (left > 1 ? in[i + 1] << 8 : 0) | (left > 2 ? in[i + 2] : 0);
        *at++ = letters[group >> 18];
        *at++ = letters[group >> 12 & 63];
        *at++ = left > 1 ? letters[group >> 6 & 63] : '=';
        *at++ = left > 2 ? letters[group & 63] : '=';
    }
    *at = 0;
    return at - out;
}

static int is_space(unsigned char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

/// The value of a letter ('=' counts as 0), or -1.
static int value(unsigned char c) {
    const char *at = c ? strchr(letters, c) : NULL;
    return at ? at - letters : c == '=' ? 0 : -1;
}

/// Padding comes out as zero bytes, as from OpenSSL.
int EVP_DecodeBlock(unsigned char *out, const unsigned char *in, int length) {
    while (length > 0 && is_space(*in))
        in++, length--;
    while (length > 0 && is_space(in[length - 1]))
        length--;
    if (length % 4)
        return -1;
    for (int i = 0; i < length; i += 4) {
        int a = value(in[i]), b = value(in[i + 1]), c = value(in[i + 2]), d = value(in[i + 3]);
        if ((a | b | c | d) < 0)
            return -1;
        unsigned long group = a << 18 | b << 12 | c << 6 | d;
        *out++ = group >> 16;
        *out++ = group >> 8;
        *out++ = group;
    }
    return length / 4 * 3;
}

struct evp_encode_ctx_st {
    struct bytes kept;
    int ended;
};

EVP_ENCODE_CTX *EVP_ENCODE_CTX_new(void) { return calloc(1, sizeof(EVP_ENCODE_CTX)); }

void EVP_ENCODE_CTX_free(EVP_ENCODE_CTX *context) {
    if (context)
        bytes_clear(&context->kept);
    free(context);
}

void EVP_EncodeInit(EVP_ENCODE_CTX *context) {
    bytes_clear(&context->kept);
    context->ended = 0;
}

void EVP_DecodeInit(EVP_ENCODE_CTX *context) { EVP_EncodeInit(context); }

/// Drops bytes from the front of what is kept.
static void drop(struct bytes *kept, size_t length) {
    kept->length -= length;
    memmove(kept->data, kept->data + length, kept->length);
}

int EVP_EncodeUpdate(EVP_ENCODE_CTX *context, unsigned char *out, int *length, const unsigned char *in, int count) {
    *length = 0;
    if (count <= 0 || !bytes_add(&context->kept, in, count))
        return 0;
    size_t used = 0;
    for (; context->kept.length - used >= LINE; used += LINE) {
        *length += EVP_EncodeBlock(out + *length, context->kept.data + used, LINE);
        out[(*length)++] = '\n';
        out[*length] = 0;
    }
    drop(&context->kept, used);
    return 1;
}

void EVP_EncodeFinal(EVP_ENCODE_CTX *context, unsigned char *out, int *length) {
    *length = 0;
    if (context->kept.length) {
        *length = EVP_EncodeBlock(out, context->kept.data, context->kept.length);
        out[(*length)++] = '\n';
        out[*length] = 0;
    }
    context->kept.length = 0;
}

/// -1 for what isn't base64, 0 at the end of the data, 1 when more may come.
int EVP_DecodeUpdate(EVP_ENCODE_CTX *context, unsigned char *out, int *length, const unsigned char *in, int count) {
    *length = 0;
    for (int i = 0; i < count; i++) {
        if (is_space(in[i]))
            continue;
        if (value(in[i]) < 0 || (context->ended && in[i] != '='))
            return -1;
        if (in[i] == '=' && ++context->ended > 2)
            return -1;
        bytes_add(&context->kept, &in[i], 1);
        if (context->kept.length < 4)
            continue;
        *length += EVP_DecodeBlock(out + *length, context->kept.data, 4) - context->ended;
        context->kept.length = 0;
    }
    return !context->ended;
}

int EVP_DecodeFinal(EVP_ENCODE_CTX *context, unsigned char *out, int *length) {
    *length = 0;
    return context->kept.length ? -1 : 1;
}
