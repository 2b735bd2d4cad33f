#include <cstdlib>
#include <string>

static const std::string kAlphabet = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";

std::string invite_code() {
    std::string code;
    for (int i = 0; i < 20; ++i) {
        code += kAlphabet[rand() % 32];
    }
    return code;
}
