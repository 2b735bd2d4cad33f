#include <array>
#include <cstdint>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>

#include <openssl/rand.h>
#include <openssl/sha.h>

namespace {

constexpr std::int64_t kLifetimeSeconds = 900;

struct Issued {
    std::string user_id;
    std::int64_t expiry;
};

// Only digests are kept, so that a dump of the memory holds no usable token.
std::unordered_map<std::string, Issued> pending;       // by the digest of the token
std::unordered_map<std::string, std::string> current;  // user id -> digest of the token

std::string digest(const std::string& token) {
    std::array<unsigned char, SHA256_DIGEST_LENGTH> bytes{};
    SHA256(reinterpret_cast<const unsigned char*>(token.data()), token.size(), bytes.data());
    return {bytes.begin(), bytes.end()};
}

std::string random_token() {
    std::array<unsigned char, 32> bytes{};
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) throw std::runtime_error("no random bytes");
    std::string token;
    for (const unsigned char byte : bytes) {
        token += "0123456789abcdef"[byte >> 4];
        token += "0123456789abcdef"[byte & 0x0f];
    }
    return token;
}

}  // namespace

std::string create_token(const std::string& user_id, std::int64_t now) {
    const std::string token = random_token();
    std::string& latest = current[user_id];
    pending.erase(latest);
    latest = digest(token);
    pending[latest] = {user_id, now + kLifetimeSeconds};
    return token;
}

std::optional<std::string> redeem_token(const std::string& token, std::int64_t now) {
    const auto found = pending.find(digest(token));
    if (found == pending.end()) return std::nullopt;
    const Issued issued = found->second;
    pending.erase(found);
    current.erase(issued.user_id);
    if (now >= issued.expiry) return std::nullopt;
    return issued.user_id;
}
