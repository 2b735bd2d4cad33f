#include <regex>
#include <string>

static const std::regex blanks(" +$");

int tidy(const std::string& line) {
    return static_cast<int>(std::regex_replace(line, blanks, "").size());
}
