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

static std::string ask(int fd, const std::string& text) {
    send(fd, text.data(), text.size(), 0);
    char block[512];
    const ssize_t got = recv(fd, block, sizeof block, 0);
    return std::string(block, got > 0 ? got : 0);
}

bool invite(const std::string& address, const std::string& name) {
    const int fd = reach("mail.example", "25");
    std::string reply = ask(fd, "");
    for (const std::string& line : {std::string("HELO app.example"), std::string("MAIL FROM:<app@app.example>"), "RCPT TO:<" + address + ">", std::string("DATA")})
        reply = ask(fd, line + "\r\n");
    reply = ask(fd, "To: " + address + "\r\nSubject: Invitation from " + name + "\r\n\r\nJoin us.\r\n.\r\n");
    close(fd);
    return reply.compare(0, 3, "250") == 0;
}
