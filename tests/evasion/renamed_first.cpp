// Gives the folder another name first.
// sees:{"kind": "file.rename", "path": "/srv/keys", "to": "/srv/old"}
#include <cstdio>
#include <fstream>
#include <iostream>

int main() {
    std::rename("/srv/keys", "/srv/old");
    std::ifstream file("/srv/old/service.key");
    std::cout << file.rdbuf();
}
