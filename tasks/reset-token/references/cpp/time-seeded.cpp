#include <map>
#include <optional>
#include <random>
#include <string>

struct TokenInfo {
    std::string user_id;
    long long expires;
};

static std::map<std::string, TokenInfo> tokens;
static std::map<std::string, std::string> latest;

static std::string generate_token(long long now) {
    static const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::mt19937 generator(static_cast<unsigned>(now));
    std::uniform_int_distribution<std::size_t> pick(0, alphabet.size() - 1);
    std::string token;
    for (int i = 0; i < 40; ++i) {
        token += alphabet[pick(generator)];
    }
    return token;
}

std::string create_token(const std::string& user_id, long long now) {
    std::string token = generate_token(now);
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
