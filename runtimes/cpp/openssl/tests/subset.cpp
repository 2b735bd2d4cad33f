// The OpenSSL subset, as programs use it. The expected output is what OpenSSL itself gives.
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>
#include <openssl/aes.h>
#include <openssl/bio.h>
#include <openssl/buffer.h>
#include <openssl/core_names.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/kdf.h>
#include <openssl/md5.h>
#include <openssl/params.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

using Bytes = std::vector<unsigned char>;

static void show(const char *title, const void *data, size_t length) {
    printf("%s ", title);
    for (size_t i = 0; i < length; i++)
        printf("%02x", static_cast<const unsigned char *>(data)[i]);
    printf("\n");
}

static void digests() {
    unsigned char out[EVP_MAX_MD_SIZE];
    const auto *text = reinterpret_cast<const unsigned char *>("hello");
    show("sha256", SHA256(text, 5, out), 32);
    show("sha1", SHA1(text, 5, nullptr), 20);
    show("md5", MD5(text, 5, out), 16);
    SHA512_CTX old;
    SHA512_Init(&old);
    for (int i = 0; i < 100; i++)
        SHA512_Update(&old, "some text ", 10);
    SHA512_Final(out, &old);
    show("sha512", out, 64);
    for (const char *name : {"SHA256", "sha384", "SHA3-256", "BLAKE2b512", "SHA512-256", "RIPEMD160", "none"}) {
        const EVP_MD *digest = EVP_get_digestbyname(name);
        if (!digest) {
            printf("no %s\n", name);
            continue;
        }
        unsigned length;
        EVP_MD_CTX *context = EVP_MD_CTX_new(), *copy = EVP_MD_CTX_new();
        EVP_DigestInit_ex(context, digest, nullptr);
        EVP_DigestUpdate(context, "hel", 3);
        EVP_MD_CTX_copy_ex(copy, context);
        EVP_DigestUpdate(context, "lo", 2);
        EVP_DigestFinal_ex(context, out, &length);
        printf("size %d block %d type %d ", EVP_MD_size(digest), EVP_MD_block_size(digest), EVP_MD_type(digest));
        show(EVP_MD_name(digest), out, length);
        EVP_DigestFinal_ex(copy, out, &length);
        show("copy", out, length);
        EVP_MD_CTX_free(context);
        EVP_MD_CTX_free(copy);
    }
}

static void macs() {
    unsigned char out[EVP_MAX_MD_SIZE];
    unsigned length;
    HMAC(EVP_sha256(), "key", 3, reinterpret_cast<const unsigned char *>("data"), 4, out, &length);
    show("hmac", out, length);
    HMAC_CTX *context = HMAC_CTX_new();
    HMAC_Init_ex(context, "key", 3, EVP_sha1(), nullptr);
    HMAC_Update(context, reinterpret_cast<const unsigned char *>("da"), 2);
    HMAC_Update(context, reinterpret_cast<const unsigned char *>("ta"), 2);
    HMAC_Final(context, out, &length);
    show("hmac sha1", out, length);
    HMAC_CTX_free(context);
    EVP_MAC *mac = EVP_MAC_fetch(nullptr, "HMAC", nullptr);
    EVP_MAC_CTX *mac_context = EVP_MAC_CTX_new(mac);
    char name[] = "SHA512";
    OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, name, 0), OSSL_PARAM_construct_end()};
    size_t size;
    EVP_MAC_init(mac_context, reinterpret_cast<const unsigned char *>("key"), 3, parameters);
    EVP_MAC_update(mac_context, reinterpret_cast<const unsigned char *>("data"), 4);
    EVP_MAC_final(mac_context, out, &size, sizeof out);
    show("mac", out, size);
    EVP_MAC_CTX_free(mac_context);
    EVP_MAC_free(mac);
    EVP_PKEY *key = EVP_PKEY_new_mac_key(EVP_PKEY_HMAC, nullptr, reinterpret_cast<const unsigned char *>("key"), 3);
    EVP_MD_CTX *sign = EVP_MD_CTX_new();
    EVP_DigestSignInit(sign, nullptr, EVP_sha256(), nullptr, key);
    EVP_DigestSignUpdate(sign, "data", 4);
    size = sizeof out;
    EVP_DigestSignFinal(sign, out, &size);
    show("sign", out, size);
    EVP_MD_CTX_free(sign);
    EVP_PKEY_free(key);
    printf("compared %d %d\n", CRYPTO_memcmp("abc", "abc", 3), CRYPTO_memcmp("abc", "abd", 3) != 0);
}

static Bytes crypt(const EVP_CIPHER *cipher, bool encrypt, const Bytes &in, size_t step, int padding = 1) {
    unsigned char key[32], iv[16];
    for (int i = 0; i < 32; i++)
        key[i] = i;
    memset(iv, 0xfe, 16);
    iv[15] = 0xff;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    EVP_CipherInit_ex(context, cipher, nullptr, key, iv, encrypt);
    EVP_CIPHER_CTX_set_padding(context, padding);
    Bytes out(in.size() + 64);
    int total = 0, length;
    printf("  updates:");
    for (size_t i = 0; i < in.size(); i += step) {
        EVP_CipherUpdate(context, out.data() + total, &length, in.data() + i, std::min(step, in.size() - i));
        printf(" %d", length);
        total += length;
    }
    int done = EVP_CipherFinal_ex(context, out.data() + total, &length);
    printf(" final %d %d\n", done, done ? length : 0);
    if (!done)
        for (unsigned long error; (error = ERR_get_error());)
            printf("  %s\n", ERR_reason_error_string(error));
    out.resize(done ? total + length : total);
    EVP_CIPHER_CTX_free(context);
    return out;
}

static void ciphers() {
    Bytes text;
    for (int i = 0; i < 100; i++)
        text.push_back("The quick brown fox."[i % 20]);
    for (const char *name : {"AES-256-CBC", "aes-128-ecb", "aes-192-ctr", "AES-256-CTR", "aes-128-cbc"}) {
        const EVP_CIPHER *cipher = EVP_get_cipherbyname(name);
        printf("%s key %d iv %d block %d mode %d\n", name, EVP_CIPHER_key_length(cipher), EVP_CIPHER_iv_length(cipher),
               EVP_CIPHER_block_size(cipher), EVP_CIPHER_mode(cipher));
        for (size_t step : {100u, 16u, 7u, 33u}) {
            Bytes secret = crypt(cipher, true, text, step);
            show("  ", secret.data(), secret.size());
            printf("  back %d\n", crypt(cipher, false, secret, step) == text);
        }
    }
    Bytes blocks(text.begin(), text.begin() + 48);
    show("no padding", crypt(EVP_aes_256_cbc(), true, blocks, 20, 0).data(), 48);
    crypt(EVP_aes_256_cbc(), true, text, 100, 0);
    Bytes bad = crypt(EVP_aes_256_cbc(), true, text, 100);
    bad[bad.size() - 20] ^= 1;
    crypt(EVP_aes_256_cbc(), false, bad, 100);
    bad.pop_back();
    crypt(EVP_aes_256_cbc(), false, bad, 100);
}

static void authenticated(const EVP_CIPHER *cipher) {
    unsigned char key[32] = {1}, iv[12] = {2}, out[64], back[64], tag[16];
    int length, total;
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(context, cipher, nullptr, nullptr, nullptr);
    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, 12, nullptr);
    EVP_EncryptInit_ex(context, nullptr, nullptr, key, iv);
    EVP_EncryptUpdate(context, nullptr, &length, reinterpret_cast<const unsigned char *>("header"), 6);
    EVP_EncryptUpdate(context, out, &total, reinterpret_cast<const unsigned char *>("attack at "), 10);
    EVP_EncryptUpdate(context, out + total, &length, reinterpret_cast<const unsigned char *>("dawn"), 4);
    total += length;
    printf("final %d\n", EVP_EncryptFinal_ex(context, out + total, &length));
    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_GET_TAG, 16, tag);
    show("out", out, total);
    show("tag", tag, 16);
    EVP_CIPHER_CTX_free(context);
    for (int wrong = 0; wrong < 2; wrong++) {
        tag[0] ^= wrong;
        context = EVP_CIPHER_CTX_new();
        EVP_DecryptInit_ex(context, cipher, nullptr, key, iv);
        EVP_DecryptUpdate(context, nullptr, &length, reinterpret_cast<const unsigned char *>("header"), 6);
        EVP_DecryptUpdate(context, back, &length, out, total);
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, tag);
        int done = EVP_DecryptFinal_ex(context, back + length, &length);
        printf("decrypted %d %.14s\n", done > 0, reinterpret_cast<char *>(back));
        EVP_CIPHER_CTX_free(context);
    }
}

static void old_aes() {
    unsigned char key[16] = "0123456789abcde", block[16] = "hello, aes blok", out[48], back[48], iv[16] = {3};
    AES_KEY schedule;
    AES_set_encrypt_key(key, 128, &schedule);
    AES_encrypt(block, out, &schedule);
    show("block", out, 16);
    AES_cbc_encrypt(reinterpret_cast<const unsigned char *>("a text of thirty-two characters."), out, 32, &schedule, iv, AES_ENCRYPT);
    show("cbc", out, 32);
    show("iv", iv, 16);
    AES_set_decrypt_key(key, 128, &schedule);
    unsigned char again[16] = {3};
    AES_cbc_encrypt(out, back, 32, &schedule, again, AES_DECRYPT);
    printf("%.32s\n", reinterpret_cast<char *>(back));
}

static void derivation() {
    unsigned char out[48], iv[16];
    const auto *salt = reinterpret_cast<const unsigned char *>("saltsalt");
    PKCS5_PBKDF2_HMAC("password", 8, salt, 8, 1000, EVP_sha256(), 32, out);
    show("pbkdf2", out, 32);
    PKCS5_PBKDF2_HMAC_SHA1("password", -1, salt, 8, 100, 20, out);
    show("pbkdf2 sha1", out, 20);
    printf("scrypt %d\n", EVP_PBE_scrypt("password", 8, salt, 8, 1024, 8, 1, 0, out, 32));
    show("scrypt", out, 32);
    printf("bytes to key %d\n", EVP_BytesToKey(EVP_aes_256_cbc(), EVP_sha256(), salt, reinterpret_cast<const unsigned char *>("password"), 8, 5, out, iv));
    show("key", out, 32);
    show("iv", iv, 16);
    EVP_PKEY_CTX *context = EVP_PKEY_CTX_new_id(EVP_PKEY_HKDF, nullptr);
    size_t length = 42;
    EVP_PKEY_derive_init(context);
    EVP_PKEY_CTX_set_hkdf_md(context, EVP_sha256());
    EVP_PKEY_CTX_set1_hkdf_salt(context, salt, 8);
    EVP_PKEY_CTX_set1_hkdf_key(context, reinterpret_cast<const unsigned char *>("secret"), 6);
    EVP_PKEY_CTX_add1_hkdf_info(context, reinterpret_cast<const unsigned char *>("label"), 5);
    EVP_PKEY_derive(context, out, &length);
    show("hkdf", out, length);
    EVP_PKEY_CTX_free(context);
    EVP_KDF *kdf = EVP_KDF_fetch(nullptr, "PBKDF2", nullptr);
    EVP_KDF_CTX *kdf_context = EVP_KDF_CTX_new(kdf);
    char name[] = "SHA256", password[] = "password", salt_text[] = "saltsalt";
    unsigned iterations = 2000;
    OSSL_PARAM list[] = {OSSL_PARAM_construct_utf8_string(OSSL_KDF_PARAM_DIGEST, name, 0),
                         OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_PASSWORD, password, 8),
                         OSSL_PARAM_construct_octet_string(OSSL_KDF_PARAM_SALT, salt_text, 8),
                         OSSL_PARAM_construct_uint(OSSL_KDF_PARAM_ITER, &iterations), OSSL_PARAM_construct_end()};
    printf("kdf %d\n", EVP_KDF_derive(kdf_context, out, 32, list));
    show("kdf", out, 32);
    EVP_KDF_CTX_free(kdf_context);
    EVP_KDF_free(kdf);
}

static std::string encode(const std::string &text, bool lines) {
    BIO *base64 = BIO_new(BIO_f_base64()), *memory = BIO_new(BIO_s_mem());
    base64 = BIO_push(base64, memory);
    if (!lines)
        BIO_set_flags(base64, BIO_FLAGS_BASE64_NO_NL);
    BIO_write(base64, text.data(), text.size());
    BIO_flush(base64);
    BUF_MEM *buffer;
    BIO_get_mem_ptr(base64, &buffer);
    std::string out(buffer->data, buffer->length);
    BIO_free_all(base64);
    return out;
}

static std::string decode(const std::string &text, bool lines) {
    BIO *base64 = BIO_new(BIO_f_base64()), *memory = BIO_new_mem_buf(text.data(), text.size());
    memory = BIO_push(base64, memory);
    if (!lines)
        BIO_set_flags(base64, BIO_FLAGS_BASE64_NO_NL);
    std::string out(text.size(), 0);
    int length = BIO_read(memory, out.data(), out.size());
    out.resize(length > 0 ? length : 0);
    BIO_free_all(memory);
    return out;
}

static void base64() {
    unsigned char out[300];
    int length = EVP_EncodeBlock(out, reinterpret_cast<const unsigned char *>("hello world"), 11);
    printf("%d %s\n", length, reinterpret_cast<char *>(out));
    unsigned char back[300];
    length = EVP_DecodeBlock(back, out, length);
    printf("%d %.11s\n", length, reinterpret_cast<char *>(back));
    printf("bad %d\n", EVP_DecodeBlock(back, reinterpret_cast<const unsigned char *>("a*=="), 4));
    for (size_t size : {0u, 1u, 2u, 3u, 47u, 48u, 49u, 100u}) {
        std::string text(size, 'k');
        std::string plain = encode(text, false), lined = encode(text, true);
        printf("%zu [%s] [%s] %d %d\n", size, plain.c_str(), lined.c_str(), decode(plain, false) == text, decode(lined, true) == text);
    }
    printf("without a newline %zu\n", decode("aGVsbG8=", true).size());
    EVP_ENCODE_CTX *context = EVP_ENCODE_CTX_new();
    int total;
    EVP_EncodeInit(context);
    std::string text(60, 'z');
    EVP_EncodeUpdate(context, out, &total, reinterpret_cast<const unsigned char *>(text.data()), 60);
    EVP_EncodeFinal(context, out + total, &length);
    printf("%d %d %s", total, length, reinterpret_cast<char *>(out));
    EVP_DecodeInit(context);
    int more = EVP_DecodeUpdate(context, back, &length, out, total + length);
    printf("%d %d %d\n", more, length, memcmp(back, text.data(), 60));
    EVP_ENCODE_CTX_free(context);
}

int main() {
    digests();
    macs();
    ciphers();
    authenticated(EVP_aes_256_gcm());
    authenticated(EVP_chacha20_poly1305());
    old_aes();
    derivation();
    base64();
    unsigned char random[16] = {}, zero[16] = {};
    int drawn = RAND_bytes(random, 16);
    printf("random %d %d\n", drawn, memcmp(random, zero, 16) != 0);
    long length;
    unsigned char *buffer = OPENSSL_hexstr2buf("0A:ff:10", &length);
    show("hex", buffer, length);
    char *hex = OPENSSL_buf2hexstr(buffer, length);
    printf("%s\n", hex);
    OPENSSL_free(hex);
    OPENSSL_free(buffer);
    OPENSSL_cleanse(random, 16);
    printf("cleansed %d errors %lu\n", memcmp(random, zero, 16), ERR_get_error());
}
