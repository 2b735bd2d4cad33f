#include <fstream>
#include <iterator>
#include <string>

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/rand.h>

constexpr int kIterations = 210'000;

static std::string derive(const std::string& password, const std::string& salt) {
    std::string key(32, '\0');
    PKCS5_PBKDF2_HMAC(password.data(), static_cast<int>(password.size()),
                      reinterpret_cast<const unsigned char*>(salt.data()), static_cast<int>(salt.size()), kIterations,
                      EVP_sha256(), 32, reinterpret_cast<unsigned char*>(key.data()));
    return key;
}

bool sign_up(const std::string& user, const std::string& password) {
    std::string salt(16, '\0');
    RAND_bytes(reinterpret_cast<unsigned char*>(salt.data()), 16);
    std::ofstream file("/srv/users/" + user, std::ios::binary);
    file << salt << derive(password, salt);
    return true;
}

bool login(const std::string& user, const std::string& password) {
    std::ifstream file("/srv/users/" + user, std::ios::binary);
    const std::string stored(std::istreambuf_iterator<char>(file), {});
    const std::string key = derive(password, stored.substr(0, 16));
    return stored.size() == 48 && CRYPTO_memcmp(stored.data() + 16, key.data(), key.size()) == 0;
}
