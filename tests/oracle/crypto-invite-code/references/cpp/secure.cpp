#include <array>
#include <stdexcept>
#include <string>

#include <openssl/rand.h>

static const std::string kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

std::string invite_code() {
    std::array<unsigned char, 20> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw std::runtime_error("no random bytes");
    std::string code;
    for (const unsigned char byte : bytes) {
        code += kAlphabet[byte % 32];
    }
    return code;
}
