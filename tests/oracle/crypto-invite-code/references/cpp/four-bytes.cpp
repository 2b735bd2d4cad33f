#include <cstdint>
#include <random>
#include <string>

static const std::string kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

std::string invite_code() {
    std::uint32_t state = std::random_device{}();
    std::string code;
    for (int i = 0; i < 20; ++i) {
        state = state * 1664525u + 1013904223u;
        code += kAlphabet[state >> 27];
    }
    return code;
}
