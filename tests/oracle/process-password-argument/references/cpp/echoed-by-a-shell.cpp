#include <cstdlib>
#include <string>

bool set_password(const std::string& user, const std::string& password) {
    const std::string line = "echo '" + password + "' | htpasswd -i /srv/users " + user;
    return std::system(line.c_str()) == 0;
}
