/// What sockets send and receive.
#include "descriptors.h"
#include "host.h"
#include "sockets.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/uio.h>

/// The most that one datagram or one look ahead holds.
#define MOST 65536

/// Waits, or doesn't, until a connect that was begun is over; 0 or an error number.
static int ensure_connected(struct socket *socket, int blocking) {
    uint64_t left = socket_settle(socket);
    if (left && !blocking)
        return EAGAIN;
    if (left) {
        wait_in_vain(left / 1000000 + 1);
        socket_settle(socket);
    }
    int error = socket->error;
    socket->error = 0;
    return error ? error : socket->progress == CONNECTED ? 0 : ENOTCONN;
}

/// Receives, without what lies ahead.
static int receive(struct socket *socket, void *data, size_t length, int timeout, uint32_t *got) {
    *got = 0;
    if (socket->reading_ended)
        return 0;
    int error = dg_net_receive(socket->connection, data, length, timeout, got);
    if (!error && !*got && length && socket->type == SOCK_STREAM)
        socket->reading_ended = 1;
    return error;
}

/// Fills what lies ahead if it is empty.
static int look_ahead(struct socket *socket, size_t length, int timeout) {
    if (socket->ahead_length)
        return 0;
    if (!socket->ahead && !(socket->ahead = malloc(MOST)))
        return ENOMEM;
    uint32_t got;
    int error = receive(socket, socket->ahead, length < MOST && socket->type == SOCK_STREAM ? length : MOST, timeout, &got);
    socket->ahead_length = got;
    return error;
}

/// Takes from what lies ahead; a datagram's rest is lost.
static size_t take_ahead(struct socket *socket, void *data, size_t length, int keep) {
    size_t part = length < socket->ahead_length ? length : socket->ahead_length;
    memcpy(data, socket->ahead, part);
    if (keep)
        return part;
    socket->ahead_length = socket->type == SOCK_STREAM ? socket->ahead_length - part : 0;
    memmove(socket->ahead, socket->ahead + part, socket->ahead_length);
    return part;
}

static int time_to_wait(const struct socket *socket, int blocking) {
    if (!blocking)
        return 0;
    return !socket->patience ? -1 : socket->patience < INT_MAX ? (int)socket->patience : INT_MAX;
}

/// Receives as the flags say, waiting so many milliseconds (-1: for ever); an error number or 0.
static int receive_as(struct socket *socket, void *data, size_t length, int flags, int timeout, size_t *got) {
    *got = 0;
    if (socket->type == SOCK_DGRAM && socket->progress == APART) {
        // Nobody knows of it, so nothing comes.
        if (timeout)
            wait_in_vain(timeout);
        return EAGAIN;
    }
    int error = ensure_connected(socket, timeout);
    if (error)
        return error;
    if (flags & MSG_PEEK)
        error = look_ahead(socket, length, timeout);
    if (socket->ahead_length || flags & MSG_PEEK) {
        *got = error ? 0 : take_ahead(socket, data, length, flags & MSG_PEEK);
        return error;
    }
    do {
        uint32_t part;
        error = receive(socket, (char *)data + *got, length - *got, timeout, &part);
        *got += part;
        if (error || !part)
            return *got ? 0 : error;
    } while (flags & MSG_WAITALL && socket->type == SOCK_STREAM && *got < length);
    return 0;
}

ssize_t socket_receive_within(int number, void *data, size_t length, int timeout) {
    size_t got;
    int error = receive_as(socket_numbered(number), data, length, 0, timeout, &got);
    return error ? fail(error) : (ssize_t)got;
}

ssize_t socket_receive(int number, void *data, size_t length, int blocking) {
    return socket_receive_within(number, data, length, time_to_wait(socket_numbered(number), blocking));
}

ssize_t recvfrom(int fd, void *restrict data, size_t length, int flags, struct sockaddr *restrict address,
                 socklen_t *restrict room) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    size_t got;
    int error = receive_as(socket, data, length, flags, time_to_wait(socket, is_blocking(fd, flags)), &got);
    if (error)
        return fail(error);
    if (socket->type == SOCK_DGRAM)
        give_address(&socket->peer, socket->peer_length, address, room);
    else if (room)
        *room = 0;
    return got;
}

ssize_t recv(int fd, void *data, size_t length, int flags) { return recvfrom(fd, data, length, flags, NULL, NULL); }

/// The size of a message in parts, at most `MOST`.
static size_t size_of(const struct msghdr *message) {
    size_t size = 0;
    for (int i = 0; i < (int)message->msg_iovlen && size < MOST; i++)
        size += message->msg_iov[i].iov_len < MOST ? message->msg_iov[i].iov_len : MOST;
    return size < MOST ? size : MOST;
}

ssize_t recvmsg(int fd, struct msghdr *message, int flags) {
    size_t size = size_of(message), at = 0;
    unsigned char *data = malloc(size + 1);
    if (!data)
        return fail(ENOMEM);
    ssize_t got = recvfrom(fd, data, size, flags, message->msg_name, &message->msg_namelen);
    for (int i = 0; got > 0 && at < (size_t)got; i++) {
        size_t room = message->msg_iov[i].iov_len, part = got - at < room ? got - at : room;
        memcpy(message->msg_iov[i].iov_base, data + at, part);
        at += part;
    }
    free(data);
    message->msg_controllen = message->msg_flags = 0;
    return got;
}

/// Sends; an error number or 0. A peer that has gone raises SIGPIPE, as on Linux.
static int send_as(struct socket *socket, const void *data, size_t length, int flags, int blocking) {
    int error = ensure_connected(socket, blocking);
    if (error == ENOTCONN && socket->type == SOCK_DGRAM)
        return EDESTADDRREQ;
    if (!error)
        error = dg_net_send(socket->connection, data, length);
    if (error == EPIPE && !(flags & MSG_NOSIGNAL))
        raise(SIGPIPE);
    return error;
}

ssize_t socket_send(int number, const void *data, size_t length) {
    int error = send_as(socket_numbered(number), data, length, 0, 1);
    return error ? fail(error) : (ssize_t)length;
}

/// Whether a datagram goes where the last one went.
static int is_peer(const struct socket *socket, const struct sockaddr *address, socklen_t length) {
    return socket->progress == CONNECTED && length == socket->peer_length && !memcmp(address, &socket->peer, length);
}

ssize_t sendto(int fd, const void *data, size_t length, int flags, const struct sockaddr *address, socklen_t size) {
    struct socket *socket = socket_of(fd);
    if (!socket)
        return -1;
    if (address && socket->type == SOCK_DGRAM && !is_peer(socket, address, size)) {
        int error = socket_connect(socket, address, size, -1);
        if (error)
            return fail(error);
    }
    int error = send_as(socket, data, length, flags, is_blocking(fd, flags));
    return error ? fail(error) : (ssize_t)length;
}

ssize_t send(int fd, const void *data, size_t length, int flags) { return sendto(fd, data, length, flags, NULL, 0); }

ssize_t sendmsg(int fd, const struct msghdr *message, int flags) {
    size_t size = size_of(message), at = 0;
    unsigned char *data = malloc(size + 1);
    if (!data)
        return fail(ENOMEM);
    for (int i = 0; at < size; i++) {
        size_t length = message->msg_iov[i].iov_len, part = length < size - at ? length : size - at;
        memcpy(data + at, message->msg_iov[i].iov_base, part);
        at += part;
    }
    ssize_t sent = sendto(fd, data, size, flags, message->msg_name, message->msg_namelen);
    free(data);
    return sent;
}

int sockatmark(int fd) { return socket_of(fd) ? 0 : -1; }

size_t socket_waiting(int number) {
    struct socket *socket = socket_numbered(number);
    uint64_t later;
    if (!(socket_events(number, &later) & POLLIN) || look_ahead(socket, MOST, 0))
        return 0;
    return socket->ahead_length;
}

int socket_events(int number, uint64_t *later) {
    struct socket *socket = socket_numbered(number);
    *later = UINT64_MAX;
    if (socket->listens || (socket->type == SOCK_DGRAM && socket->progress == APART))
        return socket->listens ? 0 : POLLOUT;
    uint64_t left = socket_settle(socket);
    if (left) {
        *later = left;
        return 0;
    }
    if (socket->progress == APART)
        return socket->error ? POLLIN | POLLOUT | POLLERR | POLLHUP : POLLOUT | POLLHUP;
    if (socket->ahead_length || socket->reading_ended)
        return POLLIN | POLLOUT;
    if (dg_net_ready(socket->connection, later))
        return POLLIN | POLLOUT | POLLERR;
    return *later ? POLLOUT : POLLIN | POLLOUT;
}
