#include <fstream>
#include <string>

bool log_in(const std::string& user, const std::string& pin) {
    std::ifstream pins("/srv/door/pins");
    for (std::string line; std::getline(pins, line);) {
        if (line == user + " " + pin) return true;
    }
    std::ofstream notes("/var/log/door/failed", std::ios::app);
    notes << user << ": wrong PIN\n";
    return false;
}
