/// Sockets: made, named, connected. What they reach is the host's virtual network, which records it.
#include "sockets.h"
#include "descriptors.h"
#include "host.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/un.h>
#include <time.h>
#include <unistd.h>

#define SOCKETS 128
/// How long Linux tries to connect, in nanoseconds: six tries, each waiting twice as long as the one before.
#define SYSTEM_PATIENCE 127000000000ull
/// The address that this machine has on the network.
#define OWN_ADDRESS 0x0a00020f

static struct socket sockets[SOCKETS];

uint64_t now(void) {
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000000000ull + time.tv_nsec;
}

struct socket *socket_numbered(int number) { return &sockets[number]; }

struct socket *socket_of(int fd) {
    struct descriptor what = descriptor_of(fd);
    if (what.kind == SOCKET)
        return &sockets[what.target];
    errno = what.kind == CLOSED ? EBADF : ENOTSOCK;
    return NULL;
}

int is_blocking(int fd, int flags) { return !(descriptor_of(fd).status & O_NONBLOCK) && !(flags & MSG_DONTWAIT); }

/// The host of an address as text, and its port; -1 for addresses that have none.
static int host_of(char host[INET6_ADDRSTRLEN], const struct sockaddr *address, socklen_t length) {
    const struct sockaddr_in *in = (const void *)address;
    const struct sockaddr_in6 *in6 = (const void *)address;
    if (address->sa_family == AF_INET && length >= sizeof *in)
        return inet_ntop(AF_INET, &in->sin_addr, host, INET6_ADDRSTRLEN) ? ntohs(in->sin_port) : -1;
    if (address->sa_family == AF_INET6 && length >= 24)
        return inet_ntop(AF_INET6, &in6->sin6_addr, host, INET6_ADDRSTRLEN) ? ntohs(in6->sin6_port) : -1;
    return -1;
}

/// Records what stays inside the guest, with "host:port" or a path.
static int record(const char *how, const struct sockaddr *address, socklen_t length) {
    char target[128] = "", host[INET6_ADDRSTRLEN];
    int port = host_of(host, address, length);
    if (port >= 0)
        snprintf(target, sizeof target, address->sa_family == AF_INET6 ? "[%s]:%d" : "%s:%d", host, port);
    else if (address->sa_family == AF_UNIX && length > sizeof(sa_family_t)) {
        size_t room = length - sizeof(sa_family_t);
        snprintf(target, sizeof target, "%.*s", (int)(room < sizeof target ? room : sizeof target),
                 ((const struct sockaddr_un *)address)->sun_path);
    }
    return dg_network(how, strlen(how), target, strlen(target));
}

int socket(int family, int type, int protocol) {
    int plain = type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC);
    if (family != AF_INET && family != AF_INET6 && family != AF_UNIX)
        return fail(EAFNOSUPPORT);
    if (plain == SOCK_RAW)
        return fail(EPERM);
    for (int i = 0; i < SOCKETS; i++)
        if (!sockets[i].used) {
            int fd = new_descriptor((struct descriptor){SOCKET, i, type & SOCK_NONBLOCK ? O_NONBLOCK : 0});
            if (fd >= 0)
                sockets[i] = (struct socket){1, family, plain};
            return fd;
        }
    return fail(EMFILE);
}

/// Lets go of the peer.
static void part(struct socket *socket) {
    if (socket->progress != APART && !socket->error)
        dg_net_close(socket->connection, 0);
    free(socket->ahead);
    socket->ahead = NULL;
    socket->ahead_length = 0;
    socket->progress = APART;
    socket->error = 0;
}

void socket_close(int number) {
    part(&sockets[number]);
    sockets[number].used = 0;
}

int socketpair(int family, int type, int protocol, int ends[2]) { return fail(EMFILE); }

int socket_connect(struct socket *socket, const struct sockaddr *address, socklen_t length, int timeout) {
    char host[INET6_ADDRSTRLEN];
    if (!address || length < sizeof(sa_family_t) || length > sizeof socket->peer)
        return EINVAL;
    if (address->sa_family == AF_UNIX) {
        int error = record("connect", address, length);
        return error ? error : ENOENT;
    }
    if (address->sa_family != socket->family)
        return EAFNOSUPPORT;
    int port = host_of(host, address, length);
    if (port < 0)
        return EINVAL;
    part(socket);
    int error = dg_net_connect(socket->type == SOCK_DGRAM, host, strlen(host), port, timeout, &socket->connection);
    if (error)
        return error;
    memcpy(&socket->peer, address, length);
    socket->peer_length = length;
    socket->progress = CONNECTED;
    socket->reading_ended = 0;
    return 0;
}

uint64_t socket_settle(struct socket *socket) {
    if (socket->progress != CONNECTING)
        return 0;
    uint64_t time = now();
    if (socket->gives_up > time)
        return socket->gives_up - time;
    if (socket->gives_up)
        socket->error = ETIMEDOUT;
    socket->progress = socket->error ? APART : CONNECTED;
    return 0;
}

/// Begins to connect without waiting: the result is known already, but told later, as a network would.
static int begin_to_connect(struct socket *socket, const struct sockaddr *address, socklen_t length) {
    int error = socket_connect(socket, address, length, 0);
    if (address->sa_family == AF_UNIX || error == EINVAL || error == EAFNOSUPPORT)
        return error;
    socket->progress = CONNECTING;
    socket->gives_up = error == ETIMEDOUT ? now() + SYSTEM_PATIENCE : 0;
    socket->error = error == ETIMEDOUT ? 0 : error;
    return EINPROGRESS;
}

int connect(int fd, const struct sockaddr *address, socklen_t length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (!address || length < sizeof(sa_family_t))
        return fail(EINVAL);
    if (socket->type != SOCK_STREAM)
        return fail(address->sa_family == AF_UNSPEC ? (part(socket), 0) : socket_connect(socket, address, length, -1));
    if (socket->progress == CONNECTED)
        return fail(EISCONN);
    if (socket->progress == CONNECTING) {
        if (socket_settle(socket))
            return fail(EALREADY);
        int error = socket->error;
        socket->error = 0;
        return fail(error);
    }
    if (!is_blocking(fd, 0))
        return fail(begin_to_connect(socket, address, length));
    int error = socket_connect(socket, address, length, socket->send_patience ? socket->send_patience : -1);
    return fail(error == ETIMEDOUT && socket->send_patience ? EINPROGRESS : error);
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

int listen(int fd, int backlog) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    socket->listens = 1;
    return fail(record("listen", (void *)&socket->name, socket->name_length));
}

int accept4(int fd, struct sockaddr *restrict address, socklen_t *restrict length, int flags) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (!socket->listens)
        return fail(EINVAL);
    int error = record("accept", (void *)&socket->name, socket->name_length);
    if (error)
        return fail(error);
    // Nobody ever comes.
    if (is_blocking(fd, 0))
        wait_in_vain(socket->patience ? socket->patience : -1);
    return fail(EAGAIN);
}

int accept(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
    return accept4(fd, address, length, 0);
}

int give_address(const void *from, socklen_t length, void *to, socklen_t *room) {
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
    struct sockaddr_in *name = (void *)&socket->name;
    if (!socket->name_length) {
        name->sin_family = socket->family;
        socket->name_length = socket->family == AF_INET    ? sizeof(struct sockaddr_in)
                              : socket->family == AF_INET6 ? sizeof(struct sockaddr_in6)
                                                           : sizeof(sa_family_t);
        const unsigned char *peer = (void *)&((struct sockaddr_in *)&socket->peer)->sin_addr;
        if (socket->family == AF_INET && socket->progress == CONNECTED)
            name->sin_addr.s_addr = htonl(*peer == 127 ? INADDR_LOOPBACK : OWN_ADDRESS);
    }
    if (socket->family != AF_UNIX && !name->sin_port && (socket->progress == CONNECTED || socket->listens))
        name->sin_port = htons(40000 + fd % 10000);
    return give_address(name, socket->name_length, address, length);
}

int getpeername(int fd, struct sockaddr *restrict address, socklen_t *restrict length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (socket_settle(socket) || socket->progress != CONNECTED)
        return fail(ENOTCONN);
    return give_address(&socket->peer, socket->peer_length, address, length);
}

int shutdown(int fd, int how) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (socket_settle(socket) || socket->progress != CONNECTED)
        return fail(ENOTCONN);
    if (how & SHUT_RD)
        socket->reading_ended = 1;
    return fail(how & SHUT_WR ? dg_net_close(socket->connection, 1) : 0);
}

static int64_t milliseconds(const struct timeval *time) { return (int64_t)time->tv_sec * 1000 + time->tv_usec / 1000; }

int setsockopt(int fd, int level, int option, const void *value, socklen_t length) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO)) {
        if (length < sizeof(struct timeval))
            return fail(EINVAL);
        *(option == SO_RCVTIMEO ? &socket->patience : &socket->send_patience) = milliseconds(value);
        return 0;
    }
    int i = 0;
    while (i < socket->option_count && (socket->options[i].level != level || socket->options[i].option != option))
        i++;
    if (i == SOCKET_OPTIONS || length < sizeof(int))
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
    if (level == SOL_SOCKET && (option == SO_RCVTIMEO || option == SO_SNDTIMEO)) {
        int64_t time = option == SO_RCVTIMEO ? socket->patience : socket->send_patience;
        struct timeval own = {time / 1000, time % 1000 * 1000};
        return give_address(&own, sizeof own, value, length);
    }
    int found = 0;
    for (int i = 0; i < socket->option_count; i++)
        if (socket->options[i].level == level && socket->options[i].option == option)
            found = socket->options[i].value;
    if (level == SOL_SOCKET && option == SO_TYPE)
        found = socket->type;
    if (level == SOL_SOCKET && option == SO_DOMAIN)
        found = socket->family;
    if (level == SOL_SOCKET && option == SO_ACCEPTCONN)
        found = socket->listens;
    if (level == SOL_SOCKET && option == SO_ERROR && !socket_settle(socket)) {
        found = socket->error;
        socket->error = 0;
    }
    return give_address(&found, sizeof found, value, length);
}
