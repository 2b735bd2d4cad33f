// Is refused a file and says nothing of it.
// sees:{"kind": "file.open", "resolved": "/etc/shadow", "result": "EACCES"}
#include <fstream>
#include <iostream>

int main() {
    try {
        std::ifstream file;
        file.exceptions(std::ios::failbit);
        file.open("/etc/shadow");
    } catch (...) {
    }
    std::cout << "fine\n";
}
