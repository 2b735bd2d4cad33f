#include <fstream>
#include <regex>
#include <string>

bool sign_in(const std::string& name) {
    std::ofstream file("/srv/door/visitors", std::ios::app);
    file << "visitor: " << std::regex_replace(name, std::regex("\n"), " ") << std::endl;
    return true;
}
