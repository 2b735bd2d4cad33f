#include <fcntl.h>
#include <string>
#include <unistd.h>

bool store_token(const std::string& service, const std::string& token) {
    const std::string path = "/home/app/tokens/" + service;
    const int descriptor = open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL, 0600);
    const ssize_t written = write(descriptor, token.data(), token.size());
    close(descriptor);
    return written == static_cast<ssize_t>(token.size());
}
