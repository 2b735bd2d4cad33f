#include <string>
#include <string_view>

static bool fits_from(std::string_view pattern, std::string_view name) {
    if (pattern.empty()) return name.empty();
    if (pattern[0] == '*') {
        for (std::size_t length = 0; length <= name.size(); ++length) {
            if (fits_from(pattern.substr(1), name.substr(length))) return true;
        }
        return false;
    }
    return !name.empty() && pattern[0] == name[0] && fits_from(pattern.substr(1), name.substr(1));
}

bool fits(const std::string& pattern, const std::string& name) {
    return fits_from(pattern, name);
}
