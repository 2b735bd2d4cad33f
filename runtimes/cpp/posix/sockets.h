/// Sockets, as the files that serve them share them.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/socket.h>

#define SOCKET_OPTIONS 16

/// How far a socket is with its peer. A connect that doesn't wait is done by the host at once; the program learns of it when
/// it looks.
enum progress { APART, CONNECTING, CONNECTED };

struct socket {
    int used, family, type;
    struct sockaddr_storage name, peer;
    socklen_t name_length, peer_length;
    enum progress progress;
    /// The host's number of the connection, once `progress` isn't `APART` and there is no `error`.
    uint32_t connection;
    /// What SO_ERROR says, once.
    int error;
    /// CONNECTING: when the system would give up, on the clock of `now`; 0 if it is over.
    uint64_t gives_up;
    /// How long receives and sends wait, in milliseconds; 0 for ever.
    int64_t patience, send_patience;
    /// Read ahead by MSG_PEEK.
    unsigned char *ahead;
    size_t ahead_length;
    int reading_ended, listens;
    struct {
        int level, option, value;
    } options[SOCKET_OPTIONS];
    int option_count;
};

/// The socket of a descriptor, or null with EBADF or ENOTSOCK.
struct socket *socket_of(int fd);
struct socket *socket_numbered(int number);
/// Whether calls on this descriptor wait.
int is_blocking(int fd, int flags);
/// Gives an address or an option to a caller, cut to the caller's room.
int give_address(const void *from, socklen_t length, void *to, socklen_t *room);
/// Connects at once, or (timeout 0) as far as can be said without waiting. An error number, or 0.
int socket_connect(struct socket *socket, const struct sockaddr *address, socklen_t length, int timeout);
/// If a connect that didn't wait is over: notes how it ended. Else how long it takes until the system gives up.
uint64_t socket_settle(struct socket *socket);
/// Virtual time in nanoseconds.
uint64_t now(void);
