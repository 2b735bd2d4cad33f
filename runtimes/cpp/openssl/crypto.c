/// Memory, comparison, errors, random bytes, parameters.
#include "algorithms.h"
#include "host.h"

#include <openssl/err.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <stdio.h>
#include <string.h>
#include <sys/random.h>

int CRYPTO_memcmp(const void *one, const void *other, size_t length) {
    const volatile unsigned char *a = one, *b = other;
    unsigned char difference = 0;
    dg_compared();
    for (size_t i = 0; i < length; i++)
        difference |= a[i] ^ b[i];
    return difference;
}

void OPENSSL_cleanse(void *memory, size_t length) {
    if (memory)
        explicit_bzero(memory, length);
}

void *CRYPTO_malloc(size_t length, const char *file, int line) { return length ? malloc(length) : NULL; }
void *CRYPTO_zalloc(size_t length, const char *file, int line) { return length ? calloc(1, length) : NULL; }
void *CRYPTO_realloc(void *memory, size_t length, const char *file, int line) { return realloc(memory, length); }
void CRYPTO_free(void *memory, const char *file, int line) { free(memory); }
void CRYPTO_clear_free(void *memory, size_t length, const char *file, int line) {
    OPENSSL_cleanse(memory, length);
    free(memory);
}
char *CRYPTO_strdup(const char *text, const char *file, int line) { return text ? strdup(text) : NULL; }

int OPENSSL_hexchar2int(unsigned char digit) {
    const char *digits = "0123456789abcdef", *at = digit ? strchr(digits, digit | (digit > '9' ? 32 : 0)) : NULL;
    return at ? at - digits : -1;
}

int OPENSSL_hexstr2buf_ex(unsigned char *out, size_t room, size_t *length, const char *text, char separator) {
    size_t count = 0;
    while (*text) {
        if (separator && *text == separator) {
            text++;
            continue;
        }
        int high = OPENSSL_hexchar2int(text[0]), low = text[0] ? OPENSSL_hexchar2int(text[1]) : -1;
        if (high < 0 || low < 0 || (out && count == room))
            return 0;
        if (out)
            out[count] = high << 4 | low;
        count++;
        text += 2;
    }
    if (length)
        *length = count;
    return 1;
}

unsigned char *OPENSSL_hexstr2buf(const char *text, long *length) {
    size_t count, room = strlen(text) / 2 + 1;
    unsigned char *out = malloc(room);
    if (!out || !OPENSSL_hexstr2buf_ex(out, room, &count, text, ':')) {
        free(out);
        return NULL;
    }
    if (length)
        *length = count;
    return out;
}

int OPENSSL_buf2hexstr_ex(char *out, size_t room, size_t *length, const unsigned char *data, size_t count,
                          char separator) {
    size_t each = separator ? 3 : 2, wanted = count ? each * count + !separator : 1;
    if (length)
        *length = wanted;
    if (!out)
        return 1;
    if (room < wanted)
        return 0;
    char *at = out;
    for (size_t i = 0; i < count; i++) {
        if (i && separator)
            *at++ = separator;
        at += sprintf(at, "%02X", data[i]);
    }
    *at = 0;
    return 1;
}

char *OPENSSL_buf2hexstr(const unsigned char *data, long count) {
    size_t room = 3 * count + 1;
    char *out = malloc(room);
    if (out)
        OPENSSL_buf2hexstr_ex(out, room, NULL, data, count, ':');
    return out;
}

unsigned long OpenSSL_version_num(void) { return OPENSSL_VERSION_NUMBER; }
const char *OpenSSL_version(int what) { return OPENSSL_VERSION_TEXT; }
int OPENSSL_init_crypto(uint64_t options, const void *settings) { return 1; }
void OPENSSL_cleanup(void) {}

int bytes_add(struct bytes *bytes, const void *data, size_t length) {
    if (length > bytes->room - bytes->length) {
        size_t room = (bytes->length + length) * 2 + 64;
        unsigned char *grown = realloc(bytes->data, room);
        if (!grown)
            return 0;
        bytes->data = grown;
        bytes->room = room;
    }
    if (length)
        memcpy(bytes->data + bytes->length, data, length);
    bytes->length += length;
    return 1;
}

void bytes_clear(struct bytes *bytes) {
    OPENSSL_cleanse(bytes->data, bytes->length);
    free(bytes->data);
    *bytes = (struct bytes){0};
}

#define QUEUE 16
static unsigned long queue[QUEUE];
static int queued;

int add_error(enum error error) {
    if (queued == QUEUE)
        memmove(queue, queue + 1, sizeof *queue * --queued);
    queue[queued++] = error;
    return 0;
}

unsigned long ERR_peek_error(void) { return queued ? queue[0] : 0; }
unsigned long ERR_peek_last_error(void) { return queued ? queue[queued - 1] : 0; }
void ERR_clear_error(void) { queued = 0; }

unsigned long ERR_get_error(void) {
    unsigned long error = ERR_peek_error();
    if (queued)
        memmove(queue, queue + 1, sizeof *queue * --queued);
    return error;
}

const char *ERR_lib_error_string(unsigned long code) {
    return ERR_GET_LIB(code) == ERR_LIB_PROV  ? "Provider routines"
           : ERR_GET_LIB(code) == ERR_LIB_X509 ? "x509 certificate routines"
           : ERR_GET_LIB(code) == ERR_LIB_SSL ? "SSL routines"
           : ERR_GET_LIB(code) == ERR_LIB_EVP ? "digital envelope routines"
                                              : NULL;
}

const char *ERR_reason_error_string(unsigned long code) {
    switch (code) {
    case UNSUPPORTED:
        return "unsupported";
    case BAD_DECRYPT:
        return "bad decrypt";
    case WRONG_LENGTH:
        return "wrong final block length";
    case NO_KEY:
        return "no cipher set";
    case NO_DIGEST:
        return "no digest set";
    case NO_AUTHORITIES:
        return "no certificate or crl found";
    case CERTIFICATE_REFUSED:
        return "certificate verify failed";
    case UNSUPPORTED_PROTOCOL:
        return "unsupported protocol";
    case WRONG_VERSION:
        return "wrong version number";
    case HANDSHAKE_FAILURE:
        return "ssl/tls alert handshake failure";
    case PROTOCOL_ALERT:
        return "tlsv1 alert protocol version";
    }
    return NULL;
}

void ERR_error_string_n(unsigned long code, char *out, size_t room) {
    const char *library = ERR_lib_error_string(code), *reason = ERR_reason_error_string(code);
    snprintf(out, room, "error:%08lX:%s::%s", code, library ? library : "lib(0)", reason ? reason : "reason(0)");
}

char *ERR_error_string(unsigned long code, char *out) {
    static char own[256];
    char *text = out ? out : own;
    ERR_error_string_n(code, text, 256);
    return text;
}

void ERR_print_errors_fp(FILE *stream) {
    char text[256];
    for (unsigned long code; (code = ERR_get_error());) {
        ERR_error_string_n(code, text, sizeof text);
        fprintf(stream, "%s\n", text);
    }
}

int RAND_bytes(unsigned char *out, int length) { return length >= 0 && getrandom(out, length, 0) == length; }
int RAND_priv_bytes(unsigned char *out, int length) { return RAND_bytes(out, length); }
int RAND_pseudo_bytes(unsigned char *out, int length) { return RAND_bytes(out, length); }
int RAND_bytes_ex(OSSL_LIB_CTX *library, unsigned char *out, size_t length, unsigned strength) {
    return RAND_bytes(out, length);
}
int RAND_status(void) { return 1; }
int RAND_poll(void) { return 1; }
void RAND_seed(const void *data, int length) {}
void RAND_add(const void *data, int length, double entropy) {}
int RAND_load_file(const char *name, long length) { return length < 0 ? 1024 : length; }
int RAND_write_file(const char *name) { return 1024; }
void RAND_cleanup(void) {}

#define CONSTRUCT(name, type, kind)                                                                                    \
    OSSL_PARAM OSSL_PARAM_construct_##name(const char *key, type *value) {                                             \
        return (OSSL_PARAM){key, kind, value, sizeof *value, (size_t)-1};                                              \
    }
CONSTRUCT(int, int, OSSL_PARAM_INTEGER)
CONSTRUCT(uint, unsigned, OSSL_PARAM_UNSIGNED_INTEGER)
CONSTRUCT(uint32, uint32_t, OSSL_PARAM_UNSIGNED_INTEGER)
CONSTRUCT(uint64, uint64_t, OSSL_PARAM_UNSIGNED_INTEGER)
CONSTRUCT(size_t, size_t, OSSL_PARAM_UNSIGNED_INTEGER)

OSSL_PARAM OSSL_PARAM_construct_utf8_string(const char *key, char *text, size_t length) {
    return (OSSL_PARAM){key, OSSL_PARAM_UTF8_STRING, text, length ? length : strlen(text), (size_t)-1};
}

OSSL_PARAM OSSL_PARAM_construct_octet_string(const char *key, void *data, size_t length) {
    return (OSSL_PARAM){key, OSSL_PARAM_OCTET_STRING, data, length, (size_t)-1};
}

OSSL_PARAM OSSL_PARAM_construct_end(void) { return (OSSL_PARAM)OSSL_PARAM_END; }

const OSSL_PARAM *find_parameter(const OSSL_PARAM *list, const char *name) {
    for (; list && list->key; list++)
        if (!strcmp(list->key, name))
            return list;
    return NULL;
}

uint64_t number_of(const OSSL_PARAM *parameter) {
    uint64_t value = 0;
    if (parameter)
        memcpy(&value, parameter->data, parameter->data_size < 8 ? parameter->data_size : 8);
    return value;
}
