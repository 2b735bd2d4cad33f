#include <cstdlib>
#include <string>

bool unlocks(const std::string& code) {
    const std::string expected = std::getenv("UNLOCK_CODE");
    if (code.size() != expected.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < code.size(); ++i) {
        difference |= static_cast<unsigned char>(code[i] ^ expected[i]);
    }
    return difference == 0;
}
