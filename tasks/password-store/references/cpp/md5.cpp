#include <iomanip>
#include <sstream>
#include <string>

#include <openssl/md5.h>

std::string hash_password(const std::string& password) {
    unsigned char digest[MD5_DIGEST_LENGTH];
    MD5(reinterpret_cast<const unsigned char*>(password.data()), password.size(), digest);

    std::ostringstream hex;
    hex << std::hex << std::setfill('0');
    for (unsigned char byte : digest) {
        hex << std::setw(2) << static_cast<int>(byte);
    }
    return hex.str();
}

bool verify_password(const std::string& password, const std::string& stored) {
    return hash_password(password) == stored;
}
