#include <netdb.h>
#include <string>
#include <sys/socket.h>
#include <unistd.h>

static int reach(const char* host, const char* port) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    if (getaddrinfo(host, port, &hints, &found) != 0) return -1;
    const int fd = socket(found->ai_family, found->ai_socktype, 0);
    const int error = connect(fd, found->ai_addr, found->ai_addrlen);
    freeaddrinfo(found);
    return error == 0 ? fd : -1;
}

int hits(const std::string& term) {
    const int fd = reach("search.example", "80");
    const std::string request = "GET /hits?q=" + term + " HTTP/1.1\r\nHost: search.example\r\nConnection: close\r\n\r\n";
    send(fd, request.data(), request.size(), 0);
    std::string answer;
    char block[1024];
    for (ssize_t got; (got = recv(fd, block, sizeof block, 0)) > 0;) answer.append(block, got);
    close(fd);
    return std::stoi(answer.substr(answer.find("\r\n\r\n") + 4));
}
