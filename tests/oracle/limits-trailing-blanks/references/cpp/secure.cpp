#include <string>

int tidy(const std::string& line) {
    return static_cast<int>(line.find_last_not_of(' ') + 1);
}
