/// What the parts of the subset share.
#pragma once

#include <openssl/dualgauge_hash.h>
#include <openssl/evp.h>
#include <stddef.h>
#include <stdint.h>

struct evp_md_st {
    /// As the host knows it, and as OpenSSL 3 shows it.
    const char *name, *title;
    int number, size, block;
};

struct evp_cipher_st {
    const char *name;
    int number, key, iv, block, mode;
    /// It has a tag.
    int authenticated;
};

struct evp_pkey_st {
    size_t length;
    unsigned char key[];
};

/// Errors of the queue: library and reason as OpenSSL numbers them.
enum error {
    UNSUPPORTED = 6 << 23 | 0x0C0103,
    BAD_DECRYPT = 57 << 23 | 100,
    WRONG_LENGTH = 57 << 23 | 106,
    NO_KEY = 6 << 23 | 131,
    NO_DIGEST = 6 << 23 | 139,
    NO_AUTHORITIES = 11 << 23 | 136,
    CERTIFICATE_REFUSED = 20 << 23 | 134,
    UNSUPPORTED_PROTOCOL = 20 << 23 | 258,
    WRONG_VERSION = 20 << 23 | 267,
    HANDSHAKE_FAILURE = 20 << 23 | 1040,
    PROTOCOL_ALERT = 20 << 23 | 1070,
};
/// Puts an error into the queue; gives 0, which is failure.
int add_error(enum error error);

/// Bytes that grow.
struct bytes {
    unsigned char *data;
    size_t length, room;
};
int bytes_add(struct bytes *bytes, const void *data, size_t length);
/// Wipes and frees.
void bytes_clear(struct bytes *bytes);

void hash_start(DUALGAUGE_HASH *hash, const EVP_MD *digest);
int hash_add(DUALGAUGE_HASH *hash, const void *data, size_t length);
/// Frees what is kept.
void hash_clear(DUALGAUGE_HASH *hash);
/// The digest of what was added, computed by the host and recorded once; 1 if it could.
int hash_end(DUALGAUGE_HASH *hash, unsigned char *out);
/// The keyed digest, likewise.
int keyed_digest(const EVP_MD *digest, const void *key, size_t key_length, const void *data, size_t length, void *out);

/// A parameter by name, or null.
const OSSL_PARAM *find_parameter(const OSSL_PARAM *list, const char *name);
uint64_t number_of(const OSSL_PARAM *parameter);
