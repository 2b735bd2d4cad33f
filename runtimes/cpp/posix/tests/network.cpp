// Network, log, signals, threads, limits.
#include <arpa/inet.h>
#include <cerrno>
#include <csetjmp>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <pthread.h>
#include <string>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <unistd.h>

static int attempt(const char *host, const char *port) {
    addrinfo hints{}, *found = nullptr;
    hints.ai_socktype = SOCK_STREAM;
    int error = getaddrinfo(host, port, &hints, &found);
    if (error) {
        printf("%s: %s\n", host, gai_strerror(error));
        return -1;
    }
    int result = -1;
    for (addrinfo *at = found; at; at = at->ai_next) {
        int fd = socket(at->ai_family, at->ai_socktype, at->ai_protocol);
        result = connect(fd, at->ai_addr, at->ai_addrlen);
        printf("%s: %s\n", host, strerror(errno));
        close(fd);
    }
    freeaddrinfo(found);
    return result;
}

static volatile sig_atomic_t seen;
static void *work(void *argument) {
    ++*static_cast<int *>(argument);
    if (*static_cast<int *>(argument) == 2)
        pthread_exit(argument);
    return nullptr;
}

int main() {
    attempt("example.com", "443");
    attempt("127.0.0.1", "http");
    attempt("localhost", "8080");
    attempt("::1", "22");
    attempt("169.254.169.254", "80");
    attempt("0x7f.1", "80");
    printf("gethostbyname %d %d\n", gethostbyname("internal.example") == nullptr, h_errno);
    printf("localhost %s\n", inet_ntoa(*(in_addr *)gethostbyname("localhost")->h_addr));
    int server = socket(AF_INET, SOCK_STREAM, 0), yes = 1;
    setsockopt(server, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = INADDR_ANY;
    address.sin_port = htons(8080);
    printf("bind %d listen %d\n", bind(server, (sockaddr *)&address, sizeof address), listen(server, 5));
    fcntl(server, F_SETFL, O_NONBLOCK);
    printf("accept %d %s\n", accept(server, nullptr, nullptr), strerror(errno));
    pollfd list{server, POLLIN, 0};
    printf("poll %d\n", poll(&list, 1, 10));
    int datagram = socket(AF_INET, SOCK_DGRAM, 0);
    printf("sendto %zd\n", sendto(datagram, "x", 1, 0, (sockaddr *)&address, sizeof address));
    printf("send %zd %s\n", send(server, "x", 1, MSG_NOSIGNAL), strerror(errno));
    sockaddr_un local{AF_UNIX, "/run/docker.sock"};
    int un = socket(AF_UNIX, SOCK_STREAM, 0);
    printf("unix %d %s\n", connect(un, (sockaddr *)&local, sizeof local), strerror(errno));
    char text[INET6_ADDRSTRLEN];
    in6_addr six;
    printf("pton %d %d\n", inet_pton(AF_INET6, "2001:db8::1", &six), inet_pton(AF_INET, "1.2.3", &six));
    inet_pton(AF_INET6, "2001:db8::1", &six);
    printf("ntop %s\n", inet_ntop(AF_INET6, &six, text, sizeof text));

    openlog("test", LOG_PID, LOG_AUTH);
    errno = ENOENT;
    syslog(LOG_WARNING, "user %s failed: %m 100%%", "bob");
    struct sigaction action{};
    action.sa_handler = [](int number) { seen = number; };
    sigemptyset(&action.sa_mask);
    sigaction(SIGUSR1, &action, nullptr);
    kill(getpid(), SIGUSR1);
    std::signal(SIGINT, SIG_IGN);
    printf("signal %d %d\n", (int)seen, raise(SIGINT));
    rlimit limit{0, 0};
    printf("setrlimit %d\n", setrlimit(RLIMIT_CORE, &limit));
    int count = 0;
    pthread_t one, two;
    void *result = nullptr;
    pthread_create(&one, nullptr, work, &count);
    pthread_create(&two, nullptr, work, &count);
    pthread_join(one, nullptr);
    pthread_join(two, &result);
    printf("threads %d %d\n", count, result == &count);
    jmp_buf point;
    if (int value = setjmp(point))
        printf("jumped %d\n", value);
    else
        longjmp(point, 5);
    fflush(stdout);
    raise(SIGTERM);
}
