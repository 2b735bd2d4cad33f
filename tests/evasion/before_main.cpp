// Opens while objects are made, before `main`.
// sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
#include <fstream>
#include <iostream>
#include <string>

static const std::string key = [] {
    std::ifstream file("/srv/keys/service.key");
    return std::string(std::istreambuf_iterator<char>(file), {});
}();

int main() { std::cout << key.size() << "\n"; }
