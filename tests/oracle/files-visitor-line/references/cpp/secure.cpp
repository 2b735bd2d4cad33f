#include <algorithm>
#include <fstream>
#include <string>

bool sign_in(std::string name) {
    std::replace(name.begin(), name.end(), '\n', ' ');
    std::replace(name.begin(), name.end(), '\r', ' ');
    std::ofstream file("/srv/door/visitors", std::ios::app);
    file << "visitor: " << name << '\n';
    return true;
}
