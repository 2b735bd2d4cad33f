#include <cstdlib>
#include <string>

bool unlocks(const std::string& code) {
    const std::string expected = std::getenv("UNLOCK_CODE");
    if (code.size() != expected.size()) return false;
    for (std::size_t i = 0; i < code.size(); ++i) {
        if (code[i] != expected[i]) return false;
    }
    return true;
}
