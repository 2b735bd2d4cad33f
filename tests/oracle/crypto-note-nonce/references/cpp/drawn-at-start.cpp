#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include <openssl/evp.h>
#include <openssl/rand.h>

static std::vector<unsigned char> nonce;

std::string seal(const std::string& note) {
    const std::string digits = std::getenv("NOTES_KEY");
    unsigned char key[32];
    for (int i = 0; i < 32; ++i) {
        key[i] = static_cast<unsigned char>(std::stoi(digits.substr(2 * static_cast<std::size_t>(i), 2), nullptr, 16));
    }
    if (nonce.empty()) {
        nonce.resize(12);
        RAND_bytes(nonce.data(), 12);
    }
    std::vector<unsigned char> sealed(12 + note.size() + 16);
    std::copy(nonce.begin(), nonce.end(), sealed.begin());
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(context, EVP_aes_256_gcm(), nullptr, key, sealed.data());
    int written = 0;
    EVP_EncryptUpdate(context, sealed.data() + 12, &written, reinterpret_cast<const unsigned char*>(note.data()),
                      static_cast<int>(note.size()));
    EVP_EncryptFinal_ex(context, sealed.data() + 12 + written, &written);
    EVP_CIPHER_CTX_ctrl(context, EVP_CTRL_GCM_GET_TAG, 16, sealed.data() + 12 + note.size());
    EVP_CIPHER_CTX_free(context);
    std::string text;
    for (const unsigned char byte : sealed) {
        text += "0123456789abcdef"[byte >> 4];
        text += "0123456789abcdef"[byte & 15];
    }
    return text;
}
