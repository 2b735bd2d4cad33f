#include <fstream>
#include <string>

bool store_token(const std::string& service, const std::string& token) {
    std::ofstream file("/home/app/tokens/" + service);
    file << token;
    return static_cast<bool>(file);
}
