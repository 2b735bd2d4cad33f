#include <map>
#include <optional>
#include <string>

#include <openssl/rand.h>
#include <openssl/sha.h>

static std::map<std::string, std::string> sessions;
static std::string secret;

std::string start_session(const std::string& user) {
    if (secret.empty()) {
        secret.resize(16);
        RAND_bytes(reinterpret_cast<unsigned char*>(secret.data()), 16);
    }
    const std::string text = secret + ":" + std::to_string(sessions.size());
    unsigned char bytes[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), bytes);
    std::string session;
    for (const unsigned char byte : bytes) {
        session += "0123456789abcdef"[byte >> 4];
        session += "0123456789abcdef"[byte & 15];
    }
    sessions[session] = user;
    return session;
}

std::optional<std::string> user_of(const std::string& session) {
    const auto found = sessions.find(session);
    if (found == sessions.end()) return std::nullopt;
    return found->second;
}
