/// Functions that move bytes between memory and the network. As with files, less is often received than there is said to be
/// room for: so they receive as much as there is room for, and only more to come is a fault.
#include "intercept.h"
#include <sys/socket.h>
#include <sys/types.h>

struct ssl_st;

INTERCEPT(ssize_t, recvfrom, int fd, void *restrict memory, size_t size, int flags, struct sockaddr *restrict address,
          socklen_t *restrict length) {
    size_t room = accessible((uintptr_t)memory, size);
    if (room == size) return __real_recvfrom(fd, memory, size, flags, address, length);
    ssize_t got = __real_recvfrom(fd, memory, room, flags, address, length);
    char more;
    if (got == (ssize_t)room && __real_recvfrom(fd, &more, 1, MSG_DONTWAIT | MSG_PEEK, NULL, NULL) == 1)
        report_access((uintptr_t)memory + room, size, true);
    return got;
}

ssize_t __wrap_recv(int fd, void *memory, size_t size, int flags) {
    return __wrap_recvfrom(fd, memory, size, flags, NULL, NULL);
}

INTERCEPT(ssize_t, send, int fd, const void *memory, size_t size, int flags) {
    check_read(memory, size);
    return __real_send(fd, memory, size, flags);
}

INTERCEPT(ssize_t, sendto, int fd, const void *memory, size_t size, int flags, const struct sockaddr *address,
          socklen_t length) {
    check_read(memory, size);
    if (address) check_read(address, length);
    return __real_sendto(fd, memory, size, flags, address, length);
}

INTERCEPT(int, connect, int fd, const struct sockaddr *address, socklen_t length) {
    check_read(address, length);
    return __real_connect(fd, address, length);
}

INTERCEPT(int, SSL_write, struct ssl_st *ssl, const void *memory, int size) {
    if (size > 0) check_read(memory, size);
    return __real_SSL_write(ssl, memory, size);
}

INTERCEPT(int, SSL_read, struct ssl_st *ssl, void *memory, int size) {
    if (size <= 0) return __real_SSL_read(ssl, memory, size);
    size_t room = accessible((uintptr_t)memory, size);
    if (room == (size_t)size) return __real_SSL_read(ssl, memory, size);
    int got = __real_SSL_read(ssl, memory, room);
    char more;
    if (got > 0 && got == (int)room && __real_SSL_read(ssl, &more, 1) == 1)
        report_access((uintptr_t)memory + room, size, true);
    return got;
}
