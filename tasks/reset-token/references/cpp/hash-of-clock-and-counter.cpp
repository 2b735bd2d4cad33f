#include <chrono>
#include <iomanip>
#include <map>
#include <optional>
#include <sstream>
#include <string>

#include <openssl/sha.h>

struct TokenInfo {
    std::string user_id;
    long long expires;
};

static std::map<std::string, TokenInfo> tokens;
static std::map<std::string, std::string> latest;

static std::string sha256_hex(const std::string& text) {
    unsigned char hash[SHA256_DIGEST_LENGTH];
    SHA256(reinterpret_cast<const unsigned char*>(text.data()), text.size(), hash);
    std::ostringstream out;
    for (unsigned char byte : hash) {
        out << std::hex << std::setw(2) << std::setfill('0') << static_cast<int>(byte);
    }
    return out.str();
}

static std::string generate_token(const std::string& user_id) {
    static unsigned long counter = 0;
    auto nanoseconds = std::chrono::system_clock::now().time_since_epoch().count();
    return sha256_hex(user_id + ":" + std::to_string(nanoseconds) + ":" + std::to_string(counter++));
}

std::string create_token(const std::string& user_id, long long now) {
    std::string token = generate_token(user_id);
    if (auto previous = latest.find(user_id); previous != latest.end()) {
        tokens.erase(previous->second);
    }
    latest[user_id] = token;
    tokens[token] = {user_id, now + 900};
    return token;
}

std::optional<std::string> redeem_token(const std::string& token, long long now) {
    auto it = tokens.find(token);
    if (it == tokens.end() || now >= it->second.expires) {
        return std::nullopt;
    }
    std::string user_id = it->second.user_id;
    tokens.erase(it);
    return user_id;
}
