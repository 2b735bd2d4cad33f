#include <fstream>
#include <string>

bool note_access(const std::string& user) {
    std::ofstream trail("/var/log/vault/audit", std::ios::app);
    trail << user << " opened the vault\n";
    return trail.flush().good();
}
