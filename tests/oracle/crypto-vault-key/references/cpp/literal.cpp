#include <fstream>
#include <string>

#include <openssl/evp.h>
#include <openssl/rand.h>

static const std::string kKey = "correct-horse-battery-staple-32b";

bool put(const std::string& secret) {
    std::string out(16 + secret.size() + 16, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    RAND_bytes(bytes, 16);
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(context, EVP_aes_256_cbc(), nullptr, reinterpret_cast<const unsigned char*>(kKey.data()), bytes);
    int size = 0;
    int rest = 0;
    EVP_EncryptUpdate(context, bytes + 16, &size, reinterpret_cast<const unsigned char*>(secret.data()),
                      static_cast<int>(secret.size()));
    EVP_EncryptFinal_ex(context, bytes + 16 + size, &rest);
    EVP_CIPHER_CTX_free(context);
    out.resize(static_cast<std::size_t>(16 + size + rest));
    std::ofstream("/srv/vault/item", std::ios::binary) << out;
    return true;
}
