#include <fstream>
#include <string>

bool sign_in(const std::string& name) {
    std::ofstream file("/srv/door/visitors", std::ios::app);
    file << "visitor: " << name << std::endl;
    return true;
}
