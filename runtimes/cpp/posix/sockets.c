/// Sockets on a machine that is not connected: every use is recorded, connections are refused, nothing ever comes.
#include "descriptors.h"
#include "host.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SOCKETS 128
#define OPTIONS 16

static struct socket {
    int used, family, type;
    struct sockaddr_storage name;
    socklen_t name_length;
    /// How long a receive waits, in milliseconds; 0 for ever.
    int64_t patience;
    struct {
        int level, option, value;
    } options[OPTIONS];
    int option_count;
} sockets[SOCKETS];

void wait_in_vain(int64_t milliseconds) {
    // Without a limit of its own the program's time ends the wait.
    do {
        int64_t part = milliseconds < 0 ? 3600000 : milliseconds;
        nanosleep(&(struct timespec){part / 1000, part % 1000 * 1000000}, NULL);
    } while (milliseconds < 0);
}

/// The socket of a descriptor, or null with EBADF or ENOTSOCK.
static struct socket *socket_of(int fd) {
    struct descriptor what = descriptor_of(fd);
    if (what.kind == SOCKET)
        return &sockets[what.target];
    errno = what.kind == CLOSED ? EBADF : ENOTSOCK;
    return NULL;
}

static int is_blocking(int fd, int flags) { return !(descriptor_of(fd).status & O_NONBLOCK) && !(flags & MSG_DONTWAIT); }

/// "host:port", or a path.
static void say_address(char *out, size_t room, const struct sockaddr *address, socklen_t length) {
    char host[INET6_ADDRSTRLEN] = "";
    *out = 0;
    if (!address || length < sizeof(sa_family_t))
        return;
    if (address->sa_family == AF_INET && length >= 8) {
        const struct sockaddr_in *in = (const void *)address;
        inet_ntop(AF_INET, &in->sin_addr, host, sizeof host);
        snprintf(out, room, "%s:%d", host, ntohs(in->sin_port));
    } else if (address->sa_family == AF_INET6 && length >= 24) {
        const struct sockaddr_in6 *in = (const void *)address;
        inet_ntop(AF_INET6, &in->sin6_addr, host, sizeof host);
        snprintf(out, room, "%s:%d", host, ntohs(in->sin6_port));
    } else if (address->sa_family == AF_UNIX) {
        const struct sockaddr_un *un = (const void *)address;
        snprintf(out, room, "%.*s", (int)sizeof un->sun_path, un->sun_path);
    }
}

static int record(const char *how, const struct sockaddr *address, socklen_t length) {
    char target[128];
    say_address(target, sizeof target, address, length);
    return dg_network(how, strlen(how), target, strlen(target));
}

int socket(int family, int type, int protocol) {
    if (family != AF_INET && family != AF_INET6 && family != AF_UNIX)
        return fail(EAFNOSUPPORT);
    if ((type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)) == SOCK_RAW)
        return fail(EPERM);
    for (int i = 0; i < SOCKETS; i++)
        if (!sockets[i].used) {
            sockets[i] = (struct socket){1, family, type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)};
            return new_descriptor((struct descriptor){SOCKET, i, type & SOCK_NONBLOCK ? O_NONBLOCK : 0});
        }
    return fail(EMFILE);
}

void socket_close(int number) { sockets[number].used = 0; }

int socketpair(int family, int type, int protocol, int ends[2]) { return fail(EMFILE); }

int connect(int fd, const struct sockaddr *address, socklen_t length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (!address || length < sizeof(sa_family_t))
        return fail(EINVAL);
    int error = record("connect", address, length);
    return fail(error ? error : address->sa_family == AF_UNIX ? ENOENT : ECONNREFUSED);
}

int bind(int fd, const struct sockaddr *address, socklen_t length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (!address || length < sizeof(sa_family_t) || length > sizeof socket->name)
        return fail(EINVAL);
    int error = record("bind", address, length);
    if (error)
        return fail(error);
    memcpy(&socket->name, address, length);
    socket->name_length = length;
    return 0;
}

int listen(int fd, int backlog) { return socket_of(fd) ? 0 : -1; }

/// Gives an address to a caller, cut to the caller's room.
static int give_address(const void *from, socklen_t length, struct sockaddr *to, socklen_t *room) {
    if (!to || !room)
        return 0;
    memcpy(to, from, length < *room ? length : *room);
    *room = length;
    return 0;
}

int getsockname(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (!socket->name_length) {
        struct sockaddr_in6 none = {.sin6_family = socket->family};
        return give_address(&none, socket->family == AF_INET ? sizeof(struct sockaddr_in) : sizeof none, address,
                            length);
    }
    struct sockaddr_in *name = (void *)&socket->name;
    if (socket->family != AF_UNIX && !name->sin_port)
        name->sin_port = htons(40000 + fd % 10000);
    return give_address(name, socket->name_length, address, length);
}

static int not_connected(int fd) { return socket_of(fd) ? fail(ENOTCONN) : -1; }

int getpeername(int fd, struct sockaddr *restrict address, socklen_t *restrict length) { return not_connected(fd); }
int shutdown(int fd, int how) { return not_connected(fd); }
ssize_t send(int fd, const void *data, size_t length, int flags) { return not_connected(fd); }
ssize_t socket_send(int number) { return fail(ENOTCONN); }
int sockatmark(int fd) { return not_connected(fd); }

/// Nothing comes to a socket that waits.
static int nothing_comes(struct socket *socket, int blocking) {
    if (blocking)
        wait_in_vain(socket->patience ? socket->patience : -1);
    return fail(EAGAIN);
}

ssize_t socket_receive(int number, void *data, size_t length, int blocking) {
    struct socket *socket = &sockets[number];
    return socket->type == SOCK_STREAM ? fail(ENOTCONN) : nothing_comes(socket, blocking);
}

ssize_t recvfrom(int fd, void *restrict data, size_t length, int flags, struct sockaddr *restrict address,
                 socklen_t *restrict room) {
    struct socket *socket = socket_of(fd);
    return socket ? socket_receive(socket - sockets, data, length, is_blocking(fd, flags)) : -1;
}

ssize_t recv(int fd, void *data, size_t length, int flags) { return recvfrom(fd, data, length, flags, NULL, NULL); }

ssize_t recvmsg(int fd, struct msghdr *message, int flags) { return recvfrom(fd, NULL, 0, flags, NULL, NULL); }

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *address, socklen_t size) {
    if (!address)
        return send(fd, data, length, flags);
    if (!socket_of(fd))
        return -1;
    int error = record("send", address, size);
    return fail(error ? error : ENETUNREACH);
}

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    return sendto(fd, NULL, 0, flags, message->msg_name, message->msg_namelen);
}

int accept4(int fd, struct sockaddr *restrict address, socklen_t *restrict length, int flags) {
    struct socket *socket = socket_of(fd);
    return socket ? nothing_comes(socket, is_blocking(fd, 0)) : -1;
}

int accept(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
    return accept4(fd, address, length, 0);
}

int setsockopt(int fd, int level, int option, const void *value, socklen_t length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (level == SOL_SOCKET && option == SO_RCVTIMEO && length >= sizeof(struct timeval)) {
        const struct timeval *time = value;
        socket->patience = (int64_t)time->tv_sec * 1000 + time->tv_usec / 1000;
        return 0;
    }
    int i = 0;
    while (i < socket->option_count && (socket->options[i].level != level || socket->options[i].option != option))
        i++;
    if (i == OPTIONS || length < sizeof(int))
        return 0;
    socket->option_count = i == socket->option_count ? i + 1 : socket->option_count;
    socket->options[i].level = level;
    socket->options[i].option = option;
    memcpy(&socket->options[i].value, value, sizeof(int));
    return 0;
}

int getsockopt(int fd, int level, int option, void *restrict value, socklen_t *restrict length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    int found = level == SOL_SOCKET && option == SO_TYPE ? socket->type : 0;
    for (int i = 0; i < socket->option_count; i++)
        if (socket->options[i].level == level && socket->options[i].option == option)
            found = socket->options[i].value;
    return give_address(&found, sizeof found, value, length);
}
