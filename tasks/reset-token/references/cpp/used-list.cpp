#include <array>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include <openssl/rand.h>

namespace {

struct Entry {
    std::string user_id;
    long long created;
};

std::unordered_map<std::string, Entry> tokens;
std::unordered_map<std::string, std::string> latest;
std::unordered_set<std::string> used;

std::string trim(const std::string& text) {
    const char* blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string::npos) return "";
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

std::string create_token(const std::string& user_id, long long now) {
    std::array<unsigned char, 32> bytes;
    if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1) {
        throw std::runtime_error("RAND_bytes failed");
    }
    static const char digits[] = "0123456789abcdef";
    std::string token;
    for (unsigned char byte : bytes) {
        token.push_back(digits[byte >> 4]);
        token.push_back(digits[byte & 15]);
    }
    latest[user_id] = token;
    tokens[token] = {user_id, now};
    return token;
}

std::optional<std::string> redeem_token(const std::string& token, long long now) {
    if (used.count(token)) return std::nullopt;
    const std::string key = trim(token);  // links get copied with stray white space
    const auto it = tokens.find(key);
    if (it == tokens.end()) return std::nullopt;
    const Entry& entry = it->second;
    if (latest[entry.user_id] != key || now >= entry.created + 900) return std::nullopt;
    used.insert(token);
    return entry.user_id;
}
