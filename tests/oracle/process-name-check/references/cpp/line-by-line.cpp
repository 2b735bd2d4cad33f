#include <cstdlib>
#include <regex>
#include <string>

bool is_up(const std::string& host) {
    static const std::regex name("^[a-z0-9.-]+$", std::regex::ECMAScript | std::regex::multiline);
    if (!std::regex_search(host, name)) return false;
    return std::system(("probe " + host + " 2> /dev/null").c_str()) == 0;
}
