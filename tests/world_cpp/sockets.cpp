// A fetch over plain sockets; connects that don't wait; names, datagrams, waits in virtual time.
#include <arpa/inet.h>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <poll.h>
#include <string>
#include <sys/epoll.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/uio.h>
#include <unistd.h>

static int reach(const char *host, const char *port, int type = SOCK_STREAM, int flags = 0) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = type;
    if (int error = getaddrinfo(host, port, &hints, &found)) {
        printf("%s: %s\n", host, gai_strerror(error));
        return -1;
    }
    int fd = -1;
    for (addrinfo *at = found; at; at = at->ai_next) {
        fd = socket(at->ai_family, at->ai_socktype | flags, at->ai_protocol);
        if (connect(fd, at->ai_addr, at->ai_addrlen) == 0 || errno == EINPROGRESS)
            break;
        printf("%s:%s: %s\n", host, port, strerror(errno));
        close(fd);
        fd = -1;
    }
    freeaddrinfo(found);
    return fd;
}

static long seconds_since(std::chrono::steady_clock::time_point start) {
    return std::chrono::duration_cast<std::chrono::seconds>(std::chrono::steady_clock::now() - start).count();
}

int main() {
    int fd = reach("api.example.com", "http");
    const char *request = "GET /v1/hello HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n\r\n";
    printf("sent %d\n", send(fd, request, strlen(request), 0) == (ssize_t)strlen(request));
    char peeked[9] = "";
    recv(fd, peeked, 8, MSG_PEEK);
    printf("peeked %s\n", peeked);
    FILE *stream = fdopen(fd, "r");
    std::string text;
    for (int byte; (byte = fgetc(stream)) != EOF;)
        text += (char)byte;
    fclose(stream);
    printf("status %s, body %s\n", text.substr(9, 3).c_str(), text.substr(text.find("\r\n\r\n") + 4).c_str());

    reach("api.example.com", "81");
    reach("nowhere.example", "80");
    reach("127.0.0.1", "9999");
    sockaddr_in peer{};
    socklen_t length = sizeof peer;
    fd = reach("mail.example.com", "25");
    getpeername(fd, (sockaddr *)&peer, &length);
    printf("peer %s:%d\n", inet_ntoa(peer.sin_addr), ntohs(peer.sin_port));
    char line[64] = "";
    printf("greeting %.*s", (int)read(fd, line, sizeof line), line);
    iovec parts[2] = {{(void *)"EHLO ", 5}, {(void *)"me\r\n", 4}};
    writev(fd, parts, 2);
    fd_set reads;
    FD_ZERO(&reads);
    FD_SET(fd, &reads);
    timeval five{5, 0};
    printf("select %d\n", select(fd + 1, &reads, nullptr, nullptr, &five));
    printf("answer %.*s", (int)read(fd, line, sizeof line), line);
    timeval two{2, 0};
    setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &two, sizeof two);
    auto start = std::chrono::steady_clock::now();
    ssize_t got = recv(fd, line, sizeof line, 0);
    printf("silence %zd %s after %ld s\n", got, strerror(errno), seconds_since(start));
    close(fd);

    start = std::chrono::steady_clock::now();
    fd = reach("silent.example.com", "80", SOCK_STREAM, SOCK_NONBLOCK);
    pollfd list{fd, POLLOUT, 0};
    int ready = poll(&list, 1, 3000);
    printf("poll %d after %ld s\n", ready, seconds_since(start));
    close(fd);
    fd = reach("api.example.com", "81", SOCK_STREAM, SOCK_NONBLOCK);
    list = {fd, POLLOUT, 0};
    int error = 0;
    length = sizeof error;
    printf("poll %d, ", poll(&list, 1, 3000));
    getsockopt(fd, SOL_SOCKET, SO_ERROR, &error, &length);
    printf("error %s\n", strerror(error));
    close(fd);
    fd = reach("api.example.com", "80", SOCK_STREAM, SOCK_NONBLOCK);
    int epoll = epoll_create1(0);
    epoll_event event{EPOLLOUT, {.fd = fd}}, told{};
    epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &event);
    printf("epoll %d %d\n", epoll_wait(epoll, &told, 1, 1000), told.data.fd == fd);
    printf("early %zd %s\n", recv(fd, line, sizeof line, 0), strerror(errno));
    start = std::chrono::steady_clock::now();
    fd = reach("silent.example.com", "80");
    printf("%d after %ld s\n", fd, seconds_since(start));
}
