// Encrypts in place with overlapping, misplaced and missing buffers, and bad lengths.
#include <openssl/evp.h>

long answer(long x) {
    static unsigned char area[4096];
    EVP_CIPHER_CTX *context = EVP_CIPHER_CTX_new();
    int size = 0;
    for (int length : {0, 1, 15, 16, 17, 1000}) {
        EVP_EncryptInit_ex(context, EVP_aes_256_cbc(), nullptr, area, area + 8);
        EVP_EncryptUpdate(context, area + 4, &size, area, length);
        EVP_EncryptFinal_ex(context, area + 1, &size);
        EVP_DecryptInit_ex(context, EVP_aes_128_gcm(), nullptr, area, area + 8);
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_IVLEN, length, nullptr);
        EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_AEAD_SET_TAG, 16, area);
        EVP_DecryptUpdate(context, area + 4, &size, area, length);
        EVP_DecryptFinal_ex(context, area + 1, &size);
    }
    EVP_CIPHER_CTX_free(context);
    return x + 1;
}
