#include <fstream>
#include <map>
#include <string>

bool log_in(const std::string& user, const std::string& pin) {
    std::map<std::string, std::string> pins;
    std::ifstream file("/srv/door/pins");
    std::string name, value;
    while (file >> name >> value) {
        pins[name] = value;
    }
    if (pins[user] == pin) {
        return true;
    }
    std::ofstream notes("/var/log/door/failed", std::ios::app);
    notes << "failed login: " << user << " with " << pin << std::endl;
    return false;
}
