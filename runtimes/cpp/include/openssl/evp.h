/// Digests, ciphers, key derivation and base64.
#pragma once
#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/obj_mac.h>
#include <openssl/params.h>
#include <openssl/types.h>

#define EVP_MAX_MD_SIZE 64
#define EVP_MAX_KEY_LENGTH 64
#define EVP_MAX_IV_LENGTH 16
#define EVP_MAX_BLOCK_LENGTH 32
#define EVP_CIPH_STREAM_CIPHER 0
#define EVP_CIPH_ECB_MODE 1
#define EVP_CIPH_CBC_MODE 2
#define EVP_CIPH_CFB_MODE 3
#define EVP_CIPH_OFB_MODE 4
#define EVP_CIPH_CTR_MODE 5
#define EVP_CIPH_GCM_MODE 6
#define EVP_CTRL_AEAD_SET_IVLEN 9
#define EVP_CTRL_AEAD_GET_TAG 0x10
#define EVP_CTRL_AEAD_SET_TAG 0x11
#define EVP_CTRL_GCM_SET_IVLEN EVP_CTRL_AEAD_SET_IVLEN
#define EVP_CTRL_GCM_GET_TAG EVP_CTRL_AEAD_GET_TAG
#define EVP_CTRL_GCM_SET_TAG EVP_CTRL_AEAD_SET_TAG
#define EVP_PKEY_HMAC 855
#define EVP_PKEY_HKDF 1036

#ifdef __cplusplus
extern "C" {
#endif

const EVP_MD *EVP_md_null(void);
const EVP_MD *EVP_md4(void);
const EVP_MD *EVP_md5(void);
const EVP_MD *EVP_sha1(void);
const EVP_MD *EVP_sha224(void);
const EVP_MD *EVP_sha256(void);
const EVP_MD *EVP_sha384(void);
const EVP_MD *EVP_sha512(void);
const EVP_MD *EVP_sha512_224(void);
const EVP_MD *EVP_sha512_256(void);
const EVP_MD *EVP_sha3_224(void);
const EVP_MD *EVP_sha3_256(void);
const EVP_MD *EVP_sha3_384(void);
const EVP_MD *EVP_sha3_512(void);
const EVP_MD *EVP_ripemd160(void);
const EVP_MD *EVP_blake2b512(void);
const EVP_MD *EVP_blake2s256(void);
const EVP_MD *EVP_get_digestbyname(const char *);
const EVP_MD *EVP_get_digestbynid(int);
EVP_MD *EVP_MD_fetch(OSSL_LIB_CTX *, const char *, const char *);
void EVP_MD_free(EVP_MD *);
int EVP_MD_get_size(const EVP_MD *);
int EVP_MD_get_block_size(const EVP_MD *);
int EVP_MD_get_type(const EVP_MD *);
const char *EVP_MD_get0_name(const EVP_MD *);
EVP_MD_CTX *EVP_MD_CTX_new(void);
void EVP_MD_CTX_free(EVP_MD_CTX *);
int EVP_MD_CTX_reset(EVP_MD_CTX *);
int EVP_MD_CTX_copy_ex(EVP_MD_CTX *, const EVP_MD_CTX *);
int EVP_MD_CTX_copy(EVP_MD_CTX *, const EVP_MD_CTX *);
const EVP_MD *EVP_MD_CTX_get0_md(const EVP_MD_CTX *);
int EVP_DigestInit_ex(EVP_MD_CTX *, const EVP_MD *, ENGINE *);
int EVP_DigestInit_ex2(EVP_MD_CTX *, const EVP_MD *, const OSSL_PARAM *);
int EVP_DigestInit(EVP_MD_CTX *, const EVP_MD *);
int EVP_DigestUpdate(EVP_MD_CTX *, const void *, size_t);
int EVP_DigestFinal_ex(EVP_MD_CTX *, unsigned char *, unsigned *);
int EVP_DigestFinal(EVP_MD_CTX *, unsigned char *, unsigned *);
int EVP_Digest(const void *, size_t, unsigned char *, unsigned *, const EVP_MD *, ENGINE *);
int EVP_Q_digest(OSSL_LIB_CTX *, const char *, const char *, const void *, size_t, unsigned char *, size_t *);
unsigned char *EVP_Q_mac(OSSL_LIB_CTX *, const char *, const char *, const char *, const OSSL_PARAM *, const void *,
                         size_t, const unsigned char *, size_t, unsigned char *, size_t, size_t *);

EVP_PKEY *EVP_PKEY_new_mac_key(int, ENGINE *, const unsigned char *, int);
EVP_PKEY *EVP_PKEY_new_raw_private_key(int, ENGINE *, const unsigned char *, size_t);
void EVP_PKEY_free(EVP_PKEY *);
int EVP_DigestSignInit(EVP_MD_CTX *, EVP_PKEY_CTX **, const EVP_MD *, ENGINE *, EVP_PKEY *);
int EVP_DigestSignUpdate(EVP_MD_CTX *, const void *, size_t);
int EVP_DigestSignFinal(EVP_MD_CTX *, unsigned char *, size_t *);
int EVP_DigestSign(EVP_MD_CTX *, unsigned char *, size_t *, const unsigned char *, size_t);

EVP_PKEY_CTX *EVP_PKEY_CTX_new_id(int, ENGINE *);
void EVP_PKEY_CTX_free(EVP_PKEY_CTX *);
int EVP_PKEY_derive_init(EVP_PKEY_CTX *);
int EVP_PKEY_CTX_set_hkdf_md(EVP_PKEY_CTX *, const EVP_MD *);
int EVP_PKEY_CTX_set1_hkdf_salt(EVP_PKEY_CTX *, const unsigned char *, int);
int EVP_PKEY_CTX_set1_hkdf_key(EVP_PKEY_CTX *, const unsigned char *, int);
int EVP_PKEY_CTX_add1_hkdf_info(EVP_PKEY_CTX *, const unsigned char *, int);
int EVP_PKEY_derive(EVP_PKEY_CTX *, unsigned char *, size_t *);

EVP_MAC *EVP_MAC_fetch(OSSL_LIB_CTX *, const char *, const char *);
void EVP_MAC_free(EVP_MAC *);
EVP_MAC_CTX *EVP_MAC_CTX_new(EVP_MAC *);
void EVP_MAC_CTX_free(EVP_MAC_CTX *);
int EVP_MAC_init(EVP_MAC_CTX *, const unsigned char *, size_t, const OSSL_PARAM[]);
int EVP_MAC_CTX_set_params(EVP_MAC_CTX *, const OSSL_PARAM[]);
int EVP_MAC_update(EVP_MAC_CTX *, const unsigned char *, size_t);
int EVP_MAC_final(EVP_MAC_CTX *, unsigned char *, size_t *, size_t);
size_t EVP_MAC_CTX_get_mac_size(EVP_MAC_CTX *);

const EVP_CIPHER *EVP_aes_128_ecb(void);
const EVP_CIPHER *EVP_aes_128_cbc(void);
const EVP_CIPHER *EVP_aes_128_ctr(void);
const EVP_CIPHER *EVP_aes_128_gcm(void);
const EVP_CIPHER *EVP_aes_128_cfb128(void);
const EVP_CIPHER *EVP_aes_128_ofb(void);
const EVP_CIPHER *EVP_aes_192_ecb(void);
const EVP_CIPHER *EVP_aes_192_cbc(void);
const EVP_CIPHER *EVP_aes_192_ctr(void);
const EVP_CIPHER *EVP_aes_192_gcm(void);
const EVP_CIPHER *EVP_aes_192_cfb128(void);
const EVP_CIPHER *EVP_aes_192_ofb(void);
const EVP_CIPHER *EVP_aes_256_ecb(void);
const EVP_CIPHER *EVP_aes_256_cbc(void);
const EVP_CIPHER *EVP_aes_256_ctr(void);
const EVP_CIPHER *EVP_aes_256_gcm(void);
const EVP_CIPHER *EVP_aes_256_cfb128(void);
const EVP_CIPHER *EVP_aes_256_ofb(void);
const EVP_CIPHER *EVP_chacha20(void);
const EVP_CIPHER *EVP_chacha20_poly1305(void);
const EVP_CIPHER *EVP_des_ecb(void);
const EVP_CIPHER *EVP_des_cbc(void);
const EVP_CIPHER *EVP_des_ede3_cbc(void);
const EVP_CIPHER *EVP_des_ede3_ecb(void);
const EVP_CIPHER *EVP_rc4(void);
const EVP_CIPHER *EVP_bf_cbc(void);
const EVP_CIPHER *EVP_get_cipherbyname(const char *);
EVP_CIPHER *EVP_CIPHER_fetch(OSSL_LIB_CTX *, const char *, const char *);
void EVP_CIPHER_free(EVP_CIPHER *);
int EVP_CIPHER_get_key_length(const EVP_CIPHER *);
int EVP_CIPHER_get_iv_length(const EVP_CIPHER *);
int EVP_CIPHER_get_block_size(const EVP_CIPHER *);
int EVP_CIPHER_get_mode(const EVP_CIPHER *);
int EVP_CIPHER_get_nid(const EVP_CIPHER *);
const char *EVP_CIPHER_get0_name(const EVP_CIPHER *);
EVP_CIPHER_CTX *EVP_CIPHER_CTX_new(void);
void EVP_CIPHER_CTX_free(EVP_CIPHER_CTX *);
int EVP_CIPHER_CTX_reset(EVP_CIPHER_CTX *);
int EVP_CIPHER_CTX_ctrl(EVP_CIPHER_CTX *, int, int, void *);
int EVP_CIPHER_CTX_set_padding(EVP_CIPHER_CTX *, int);
int EVP_CIPHER_CTX_set_key_length(EVP_CIPHER_CTX *, int);
const EVP_CIPHER *EVP_CIPHER_CTX_get0_cipher(const EVP_CIPHER_CTX *);
int EVP_CIPHER_CTX_get_block_size(const EVP_CIPHER_CTX *);
int EVP_CIPHER_CTX_get_key_length(const EVP_CIPHER_CTX *);
int EVP_CIPHER_CTX_get_iv_length(const EVP_CIPHER_CTX *);
int EVP_CIPHER_CTX_get_tag_length(const EVP_CIPHER_CTX *);
int EVP_CipherInit_ex(EVP_CIPHER_CTX *, const EVP_CIPHER *, ENGINE *, const unsigned char *, const unsigned char *, int);
int EVP_CipherInit_ex2(EVP_CIPHER_CTX *, const EVP_CIPHER *, const unsigned char *, const unsigned char *, int,
                       const OSSL_PARAM[]);
int EVP_CipherInit(EVP_CIPHER_CTX *, const EVP_CIPHER *, const unsigned char *, const unsigned char *, int);
int EVP_CipherUpdate(EVP_CIPHER_CTX *, unsigned char *, int *, const unsigned char *, int);
int EVP_CipherFinal_ex(EVP_CIPHER_CTX *, unsigned char *, int *);
int EVP_CipherFinal(EVP_CIPHER_CTX *, unsigned char *, int *);
int EVP_EncryptInit_ex(EVP_CIPHER_CTX *, const EVP_CIPHER *, ENGINE *, const unsigned char *, const unsigned char *);
int EVP_EncryptInit_ex2(EVP_CIPHER_CTX *, const EVP_CIPHER *, const unsigned char *, const unsigned char *,
                     const OSSL_PARAM[]);
int EVP_EncryptInit(EVP_CIPHER_CTX *, const EVP_CIPHER *, const unsigned char *, const unsigned char *);
int EVP_EncryptUpdate(EVP_CIPHER_CTX *, unsigned char *, int *, const unsigned char *, int);
int EVP_EncryptFinal_ex(EVP_CIPHER_CTX *, unsigned char *, int *);
int EVP_EncryptFinal(EVP_CIPHER_CTX *, unsigned char *, int *);
int EVP_DecryptInit_ex(EVP_CIPHER_CTX *, const EVP_CIPHER *, ENGINE *, const unsigned char *, const unsigned char *);
int EVP_DecryptInit_ex2(EVP_CIPHER_CTX *, const EVP_CIPHER *, const unsigned char *, const unsigned char *,
                     const OSSL_PARAM[]);
int EVP_DecryptInit(EVP_CIPHER_CTX *, const EVP_CIPHER *, const unsigned char *, const unsigned char *);
int EVP_DecryptUpdate(EVP_CIPHER_CTX *, unsigned char *, int *, const unsigned char *, int);
int EVP_DecryptFinal_ex(EVP_CIPHER_CTX *, unsigned char *, int *);
int EVP_DecryptFinal(EVP_CIPHER_CTX *, unsigned char *, int *);

int PKCS5_PBKDF2_HMAC(const char *, int, const unsigned char *, int, int, const EVP_MD *, int, unsigned char *);
int PKCS5_PBKDF2_HMAC_SHA1(const char *, int, const unsigned char *, int, int, int, unsigned char *);
int EVP_PBE_scrypt(const char *, size_t, const unsigned char *, size_t, uint64_t, uint64_t, uint64_t, uint64_t,
                   unsigned char *, size_t);
int EVP_BytesToKey(const EVP_CIPHER *, const EVP_MD *, const unsigned char *, const unsigned char *, int, int,
                   unsigned char *, unsigned char *);
EVP_KDF *EVP_KDF_fetch(OSSL_LIB_CTX *, const char *, const char *);
void EVP_KDF_free(EVP_KDF *);
EVP_KDF_CTX *EVP_KDF_CTX_new(EVP_KDF *);
void EVP_KDF_CTX_free(EVP_KDF_CTX *);
int EVP_KDF_derive(EVP_KDF_CTX *, unsigned char *, size_t, const OSSL_PARAM[]);

int EVP_EncodeBlock(unsigned char *, const unsigned char *, int);
int EVP_DecodeBlock(unsigned char *, const unsigned char *, int);
EVP_ENCODE_CTX *EVP_ENCODE_CTX_new(void);
void EVP_ENCODE_CTX_free(EVP_ENCODE_CTX *);
void EVP_EncodeInit(EVP_ENCODE_CTX *);
int EVP_EncodeUpdate(EVP_ENCODE_CTX *, unsigned char *, int *, const unsigned char *, int);
void EVP_EncodeFinal(EVP_ENCODE_CTX *, unsigned char *, int *);
void EVP_DecodeInit(EVP_ENCODE_CTX *);
int EVP_DecodeUpdate(EVP_ENCODE_CTX *, unsigned char *, int *, const unsigned char *, int);
int EVP_DecodeFinal(EVP_ENCODE_CTX *, unsigned char *, int *);

#ifdef __cplusplus
}
#endif

#define EVP_MD_size EVP_MD_get_size
#define EVP_MD_block_size EVP_MD_get_block_size
#define EVP_MD_type EVP_MD_get_type
#define EVP_MD_nid EVP_MD_get_type
#define EVP_MD_name EVP_MD_get0_name
#define EVP_MD_CTX_md EVP_MD_CTX_get0_md
#define EVP_MD_CTX_size(context) EVP_MD_get_size(EVP_MD_CTX_get0_md(context))
#define EVP_MD_CTX_get_size EVP_MD_CTX_size
#define EVP_MD_CTX_create EVP_MD_CTX_new
#define EVP_MD_CTX_destroy EVP_MD_CTX_free
#define EVP_MD_CTX_init EVP_MD_CTX_reset
#define EVP_MD_CTX_cleanup EVP_MD_CTX_reset
#define EVP_CIPHER_key_length EVP_CIPHER_get_key_length
#define EVP_CIPHER_iv_length EVP_CIPHER_get_iv_length
#define EVP_CIPHER_block_size EVP_CIPHER_get_block_size
#define EVP_CIPHER_mode EVP_CIPHER_get_mode
#define EVP_CIPHER_nid EVP_CIPHER_get_nid
#define EVP_CIPHER_name EVP_CIPHER_get0_name
#define EVP_CIPHER_CTX_cipher EVP_CIPHER_CTX_get0_cipher
#define EVP_CIPHER_CTX_block_size EVP_CIPHER_CTX_get_block_size
#define EVP_CIPHER_CTX_key_length EVP_CIPHER_CTX_get_key_length
#define EVP_CIPHER_CTX_iv_length EVP_CIPHER_CTX_get_iv_length
#define EVP_CIPHER_CTX_init EVP_CIPHER_CTX_reset
#define EVP_CIPHER_CTX_cleanup EVP_CIPHER_CTX_reset
#define EVP_aes_128_cfb EVP_aes_128_cfb128
#define EVP_aes_192_cfb EVP_aes_192_cfb128
#define EVP_aes_256_cfb EVP_aes_256_cfb128
#define EVP_des_ede3 EVP_des_ede3_ecb
#define OpenSSL_add_all_algorithms() ((void)0)
#define OpenSSL_add_all_digests() ((void)0)
#define OpenSSL_add_all_ciphers() ((void)0)
#define EVP_cleanup() ((void)0)
