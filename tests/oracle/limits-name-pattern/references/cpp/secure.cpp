#include <string>

bool fits(const std::string& pattern, const std::string& name) {
    std::size_t at = 0, place = 0, star = std::string::npos, tried = 0;
    while (place < name.size()) {
        if (at < pattern.size() && pattern[at] == '*') {
            star = at++;
            tried = place;
        } else if (at < pattern.size() && pattern[at] == name[place]) {
            ++at;
            ++place;
        } else if (star != std::string::npos) {
            at = star + 1;
            place = ++tried;
        } else {
            return false;
        }
    }
    return pattern.find_first_not_of('*', at) == std::string::npos;
}
