/// The digests and ciphers that there are.
#include "algorithms.h"

#include <openssl/objects.h>
#include <string.h>
#include <strings.h>

static const EVP_MD digests[] = {
    {"md4", "MD4", 257, 16, 64},
    {"md5", "MD5", 4, 16, 64},
    {"sha1", "SHA1", 64, 20, 64},
    {"sha224", "SHA224", 675, 28, 64},
    {"sha256", "SHA256", 672, 32, 64},
    {"sha384", "SHA384", 673, 48, 128},
    {"sha512", "SHA512", 674, 64, 128},
    {"sha512-224", "SHA512-224", 1094, 28, 128},
    {"sha512-256", "SHA512-256", 1095, 32, 128},
    {"sha3-224", "SHA3-224", 1096, 28, 144},
    {"sha3-256", "SHA3-256", 1097, 32, 136},
    {"sha3-384", "SHA3-384", 1098, 48, 104},
    {"sha3-512", "SHA3-512", 1099, 64, 72},
    {"ripemd160", "RIPEMD160", 117, 20, 64},
    {"blake2b512", "BLAKE2b512", 1056, 64, 128},
    {"blake2s256", "BLAKE2s256", 1057, 32, 64},
};

static const EVP_CIPHER ciphers[] = {
    {"aes-128-ecb", 418, 16, 0, 16, EVP_CIPH_ECB_MODE, 0},
    {"aes-128-cbc", 419, 16, 16, 16, EVP_CIPH_CBC_MODE, 0},
    {"aes-128-ctr", 904, 16, 16, 1, EVP_CIPH_CTR_MODE, 0},
    {"aes-128-gcm", 895, 16, 12, 1, EVP_CIPH_GCM_MODE, 1},
    {"aes-128-cfb", 0, 16, 16, 1, EVP_CIPH_CFB_MODE, 0},
    {"aes-128-ofb", 0, 16, 16, 1, EVP_CIPH_OFB_MODE, 0},
    {"aes-192-ecb", 0, 24, 0, 16, EVP_CIPH_ECB_MODE, 0},
    {"aes-192-cbc", 423, 24, 16, 16, EVP_CIPH_CBC_MODE, 0},
    {"aes-192-ctr", 905, 24, 16, 1, EVP_CIPH_CTR_MODE, 0},
    {"aes-192-gcm", 898, 24, 12, 1, EVP_CIPH_GCM_MODE, 1},
    {"aes-192-cfb", 0, 24, 16, 1, EVP_CIPH_CFB_MODE, 0},
    {"aes-192-ofb", 0, 24, 16, 1, EVP_CIPH_OFB_MODE, 0},
    {"aes-256-ecb", 426, 32, 0, 16, EVP_CIPH_ECB_MODE, 0},
    {"aes-256-cbc", 427, 32, 16, 16, EVP_CIPH_CBC_MODE, 0},
    {"aes-256-ctr", 906, 32, 16, 1, EVP_CIPH_CTR_MODE, 0},
    {"aes-256-gcm", 901, 32, 12, 1, EVP_CIPH_GCM_MODE, 1},
    {"aes-256-cfb", 0, 32, 16, 1, EVP_CIPH_CFB_MODE, 0},
    {"aes-256-ofb", 0, 32, 16, 1, EVP_CIPH_OFB_MODE, 0},
    {"chacha20", 1019, 32, 16, 1, EVP_CIPH_STREAM_CIPHER, 0},
    {"chacha20-poly1305", 1018, 32, 12, 1, EVP_CIPH_STREAM_CIPHER, 1},
    {"des-ecb", 0, 8, 0, 8, EVP_CIPH_ECB_MODE, 0},
    {"des-cbc", 0, 8, 8, 8, EVP_CIPH_CBC_MODE, 0},
    {"des-ede3-cbc", 0, 24, 8, 8, EVP_CIPH_CBC_MODE, 0},
    {"des-ede3-ecb", 0, 24, 0, 8, EVP_CIPH_ECB_MODE, 0},
    {"rc4", 0, 16, 0, 1, EVP_CIPH_STREAM_CIPHER, 0},
    {"bf-cbc", 0, 16, 8, 8, EVP_CIPH_CBC_MODE, 0},
};

const EVP_MD *EVP_md4(void) { return &digests[0]; }
const EVP_MD *EVP_md5(void) { return &digests[1]; }
const EVP_MD *EVP_sha1(void) { return &digests[2]; }
const EVP_MD *EVP_sha224(void) { return &digests[3]; }
const EVP_MD *EVP_sha256(void) { return &digests[4]; }
const EVP_MD *EVP_sha384(void) { return &digests[5]; }
const EVP_MD *EVP_sha512(void) { return &digests[6]; }
const EVP_MD *EVP_sha512_224(void) { return &digests[7]; }
const EVP_MD *EVP_sha512_256(void) { return &digests[8]; }
const EVP_MD *EVP_sha3_224(void) { return &digests[9]; }
const EVP_MD *EVP_sha3_256(void) { return &digests[10]; }
const EVP_MD *EVP_sha3_384(void) { return &digests[11]; }
const EVP_MD *EVP_sha3_512(void) { return &digests[12]; }
const EVP_MD *EVP_ripemd160(void) { return &digests[13]; }
const EVP_MD *EVP_blake2b512(void) { return &digests[14]; }
const EVP_MD *EVP_blake2s256(void) { return &digests[15]; }

const EVP_CIPHER *EVP_aes_128_ecb(void) { return &ciphers[0]; }
const EVP_CIPHER *EVP_aes_128_cbc(void) { return &ciphers[1]; }
const EVP_CIPHER *EVP_aes_128_ctr(void) { return &ciphers[2]; }
const EVP_CIPHER *EVP_aes_128_gcm(void) { return &ciphers[3]; }
const EVP_CIPHER *EVP_aes_128_cfb128(void) { return &ciphers[4]; }
const EVP_CIPHER *EVP_aes_128_ofb(void) { return &ciphers[5]; }
const EVP_CIPHER *EVP_aes_192_ecb(void) { return &ciphers[6]; }
const EVP_CIPHER *EVP_aes_192_cbc(void) { return &ciphers[7]; }
const EVP_CIPHER *EVP_aes_192_ctr(void) { return &ciphers[8]; }
const EVP_CIPHER *EVP_aes_192_gcm(void) { return &ciphers[9]; }
const EVP_CIPHER *EVP_aes_192_cfb128(void) { return &ciphers[10]; }
const EVP_CIPHER *EVP_aes_192_ofb(void) { return &ciphers[11]; }
const EVP_CIPHER *EVP_aes_256_ecb(void) { return &ciphers[12]; }
const EVP_CIPHER *EVP_aes_256_cbc(void) { return &ciphers[13]; }
const EVP_CIPHER *EVP_aes_256_ctr(void) { return &ciphers[14]; }
const EVP_CIPHER *EVP_aes_256_gcm(void) { return &ciphers[15]; }
const EVP_CIPHER *EVP_aes_256_cfb128(void) { return &ciphers[16]; }
const EVP_CIPHER *EVP_aes_256_ofb(void) { return &ciphers[17]; }
const EVP_CIPHER *EVP_chacha20(void) { return &ciphers[18]; }
const EVP_CIPHER *EVP_chacha20_poly1305(void) { return &ciphers[19]; }
const EVP_CIPHER *EVP_des_ecb(void) { return &ciphers[20]; }
const EVP_CIPHER *EVP_des_cbc(void) { return &ciphers[21]; }
const EVP_CIPHER *EVP_des_ede3_cbc(void) { return &ciphers[22]; }
const EVP_CIPHER *EVP_des_ede3_ecb(void) { return &ciphers[23]; }
const EVP_CIPHER *EVP_rc4(void) { return &ciphers[24]; }
const EVP_CIPHER *EVP_bf_cbc(void) { return &ciphers[25]; }

#define COUNT(table) (sizeof table / sizeof *table)

/// Names are compared without case, and with '-', '_' and '/' taken as nothing: "SHA-256" is "sha256".
static int same_name(const char *one, const char *other) {
    for (;; one++, other++) {
        one += strspn(one, "-_/");
        other += strspn(other, "-_/");
        if (strncasecmp(one, other, 1))
            return 0;
        if (!*one)
            return 1;
    }
}

const EVP_MD *EVP_get_digestbyname(const char *name) {
    for (size_t i = 0; name && i < COUNT(digests); i++)
        if (same_name(name, digests[i].name))
            return &digests[i];
    // The full name of SHA-2.
    if (name && !strncasecmp(name, "sha2-", 5))
        return EVP_get_digestbyname(strcmp(name + 5, "512/224") && strcmp(name + 5, "512/256") ? name + 3 : NULL);
    return NULL;
}

const EVP_MD *EVP_get_digestbynid(int number) {
    for (size_t i = 0; i < COUNT(digests); i++)
        if (digests[i].number == number)
            return &digests[i];
    return NULL;
}

const EVP_CIPHER *EVP_get_cipherbyname(const char *name) {
    static const char *const others[][2] = {{"aes128", "aes-128-cbc"},    {"aes192", "aes-192-cbc"},
                                            {"aes256", "aes-256-cbc"},    {"id-aes128-GCM", "aes-128-gcm"},
                                            {"id-aes256-GCM", "aes-256-gcm"}, {"des3", "des-ede3-cbc"},
                                            {"des", "des-cbc"}};
    for (size_t i = 0; name && i < COUNT(others); i++)
        if (!strcasecmp(name, others[i][0]))
            name = others[i][1];
    for (size_t i = 0; name && i < COUNT(ciphers); i++)
        if (same_name(name, ciphers[i].name))
            return &ciphers[i];
    return NULL;
}

EVP_MD *EVP_MD_fetch(OSSL_LIB_CTX *library, const char *name, const char *properties) {
    const EVP_MD *digest = EVP_get_digestbyname(name);
    if (!digest)
        add_error(UNSUPPORTED);
    return (EVP_MD *)digest;
}

EVP_CIPHER *EVP_CIPHER_fetch(OSSL_LIB_CTX *library, const char *name, const char *properties) {
    const EVP_CIPHER *cipher = EVP_get_cipherbyname(name);
    if (!cipher)
        add_error(UNSUPPORTED);
    return (EVP_CIPHER *)cipher;
}

void EVP_MD_free(EVP_MD *digest) {}
void EVP_CIPHER_free(EVP_CIPHER *cipher) {}

int EVP_MD_get_size(const EVP_MD *digest) { return digest ? digest->size : -1; }
int EVP_MD_get_block_size(const EVP_MD *digest) { return digest ? digest->block : -1; }
int EVP_MD_get_type(const EVP_MD *digest) { return digest->number; }
const char *EVP_MD_get0_name(const EVP_MD *digest) { return digest ? digest->title : NULL; }
int EVP_CIPHER_get_key_length(const EVP_CIPHER *cipher) { return cipher->key; }
int EVP_CIPHER_get_iv_length(const EVP_CIPHER *cipher) { return cipher->iv; }
int EVP_CIPHER_get_block_size(const EVP_CIPHER *cipher) { return cipher->block; }
int EVP_CIPHER_get_mode(const EVP_CIPHER *cipher) { return cipher->mode; }
int EVP_CIPHER_get_nid(const EVP_CIPHER *cipher) { return cipher->number; }
const char *EVP_CIPHER_get0_name(const EVP_CIPHER *cipher) { return cipher ? cipher->name : NULL; }

const char *OBJ_nid2sn(int number) { return EVP_MD_get0_name(EVP_get_digestbynid(number)); }
const char *OBJ_nid2ln(int number) {
    const EVP_MD *digest = EVP_get_digestbynid(number);
    return digest ? digest->name : NULL;
}
