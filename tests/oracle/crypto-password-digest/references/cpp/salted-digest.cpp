#include <fstream>
#include <iterator>
#include <string>

#include <openssl/crypto.h>
#include <openssl/rand.h>
#include <openssl/sha.h>

static std::string derive(const std::string& password, const std::string& salt) {
    const std::string text = salt + password;
    std::string key(SHA256_DIGEST_LENGTH, '\0');
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), reinterpret_cast<unsigned char*>(key.data()));
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
