// Waits until the program has ended.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
#include <cstdlib>
#include <fstream>
#include <iostream>

int main() {
    std::atexit([] {
        std::ifstream file("/srv/keys/service.key");
        std::cout << file.rdbuf();
        std::cout.flush();
    });
}
