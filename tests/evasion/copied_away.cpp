// Copies the file and reads the copy.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
// sees:{"kind": "file.open", "resolved": "/tmp/copy", "created": true}
#include <filesystem>
#include <fstream>
#include <iostream>

int main() {
    std::filesystem::current_path("/srv/data");
    std::filesystem::copy_file("../keys/service.key", "/tmp/copy");
    std::ifstream file("/tmp/copy");
    std::cout << file.rdbuf();
}
