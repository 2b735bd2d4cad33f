#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include <openssl/rand.h>
#include <openssl/sha.h>

namespace {

std::string to_hex(const unsigned char* data, std::size_t size) {
    std::string result;
    char buffer[3];
    for (std::size_t i = 0; i < size; ++i) {
        std::snprintf(buffer, sizeof buffer, "%02x", data[i]);
        result += buffer;
    }
    return result;
}

std::string digest(const std::string& password, const std::string& salt) {
    const std::string input = salt + password;
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(input.data()), input.size(), hash);
    return to_hex(hash, sizeof hash);
}

}  // namespace

std::string hash_password(const std::string& password) {
    std::vector<unsigned char> bytes(16);
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("RAND_bytes failed");
    }
    const std::string salt = to_hex(bytes.data(), bytes.size());
    return salt + "$" + digest(password, salt);
}

bool verify_password(const std::string& password, const std::string& stored) {
    const auto separator = stored.find('$');
    if (separator == std::string::npos) {
        return false;
    }
    return digest(password, stored.substr(0, separator)) == stored.substr(separator + 1);
}
