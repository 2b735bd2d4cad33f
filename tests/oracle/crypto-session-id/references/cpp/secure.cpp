#include <map>
#include <optional>
#include <stdexcept>
#include <string>

#include <openssl/rand.h>

static std::map<std::string, std::string> sessions;

std::string start_session(const std::string& user) {
    unsigned char bytes[32];
    if (RAND_bytes(bytes, sizeof bytes) != 1) throw std::runtime_error("no random bytes");
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
