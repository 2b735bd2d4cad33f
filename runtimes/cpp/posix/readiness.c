/// Waiting for descriptors: files and pipes are always ready, sockets never.
#include "descriptors.h"

#include <errno.h>
#include <poll.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <unistd.h>

static int is_ready(int fd) {
    struct descriptor what = descriptor_of(fd);
    return what.kind == FILE_COPY || what.kind == PIPE_IN || what.kind == PIPE_OUT;
}

static int is_open(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0;
}

int poll(struct pollfd *list, nfds_t count, int timeout) {
    int ready = 0;
    for (nfds_t i = 0; i < count; i++) {
        list[i].revents = 0;
        if (list[i].fd < 0)
            continue;
        if (!is_open(list[i].fd))
            list[i].revents = POLLNVAL;
        else if (is_ready(list[i].fd))
            list[i].revents = list[i].events & (POLLIN | POLLOUT);
        ready += list[i].revents != 0;
    }
    if (!ready && timeout)
        wait_in_vain(timeout);
    return ready;
}

int ppoll(struct pollfd *list, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
    return poll(list, count, timeout ? timeout->tv_sec * 1000 + timeout->tv_nsec / 1000000 : -1);
}

/// Keeps the ready descriptors of a set; -1 if one isn't open.
static int keep_ready(fd_set *set) {
    if (!set)
        return 0;
    fd_set all = *set;
    FD_ZERO(set);
    for (size_t i = 0; i < all.__nfds; i++) {
        if (!is_open(all.__fds[i]))
            return fail(EBADF);
        if (is_ready(all.__fds[i]))
            FD_SET(all.__fds[i], set);
    }
    return set->__nfds;
}

int select(int count, fd_set *restrict reads, fd_set *restrict writes, fd_set *restrict errors,
           struct timeval *restrict timeout) {
    int readable = keep_ready(reads), writable = keep_ready(writes);
    if (readable < 0 || writable < 0)
        return -1;
    if (errors)
        FD_ZERO(errors);
    if (readable + writable == 0)
        wait_in_vain(timeout ? timeout->tv_sec * 1000 + timeout->tv_usec / 1000 : -1);
    return readable + writable;
}

int pselect(int count, fd_set *restrict reads, fd_set *restrict writes, fd_set *restrict errors,
            const struct timespec *restrict timeout, const sigset_t *restrict mask) {
    struct timeval time;
    if (timeout)
        time = (struct timeval){timeout->tv_sec, timeout->tv_nsec / 1000};
    return select(count, reads, writes, errors, timeout ? &time : NULL);
}

/// There is no epoll: programs have `poll`.
int epoll_create1(int flags) { return fail(ENOSYS); }
int epoll_create(int size) { return fail(ENOSYS); }
int epoll_ctl(int fd, int operation, int other, struct epoll_event *event) { return fail(ENOSYS); }
int epoll_wait(int fd, struct epoll_event *events, int most, int timeout) { return fail(ENOSYS); }
