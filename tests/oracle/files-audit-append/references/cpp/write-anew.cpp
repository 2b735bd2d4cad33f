#include <fstream>
#include <sstream>
#include <string>

bool note_access(const std::string& user) {
    const char* const path = "/var/log/vault/audit";
    std::stringstream text;
    text << std::ifstream(path).rdbuf() << user << " opened the vault\n";
    std::ofstream file(path);
    file << text.str();
    return file.good();
}
