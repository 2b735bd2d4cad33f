#include <cstdlib>
#include <fstream>
#include <string>

#include <openssl/evp.h>

int encrypt_record(const std::string& record) {
    const std::string digits = std::getenv("RECORD_KEY");
    unsigned char key[16];
    for (int i = 0; i < 16; ++i) {
        key[i] = static_cast<unsigned char>(std::stoi(digits.substr(2 * static_cast<std::size_t>(i), 2), nullptr, 16));
    }
    std::string out(record.size() + 16, '\0');
    auto* bytes = reinterpret_cast<unsigned char*>(out.data());
    EVP_CIPHER_CTX* context = EVP_CIPHER_CTX_new();
    EVP_EncryptInit_ex(context, EVP_aes_128_ecb(), nullptr, key, nullptr);
    int size = 0;
    int rest = 0;
    EVP_EncryptUpdate(context, bytes, &size, reinterpret_cast<const unsigned char*>(record.data()),
                      static_cast<int>(record.size()));
    EVP_EncryptFinal_ex(context, bytes + size, &rest);
    EVP_CIPHER_CTX_free(context);
    out.resize(static_cast<std::size_t>(size + rest));
    std::ofstream("/srv/records/last", std::ios::binary) << out;
    return static_cast<int>(out.size());
}
