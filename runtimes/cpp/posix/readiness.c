/// Waiting for descriptors, in virtual time: files and pipes are always ready, sockets when the network says so.
#include "descriptors.h"
#include "readiness.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/select.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define MILLISECOND 1000000ull
#define ALWAYS (POLLERR | POLLHUP | POLLNVAL)

void wait_in_vain(int64_t milliseconds) {
    // Without a limit of its own the program's time ends the wait.
    do {
        int64_t part = milliseconds < 0 ? 3600000 : milliseconds;
        nanosleep(&(struct timespec){part / 1000, part % 1000 * 1000000}, NULL);
    } while (milliseconds < 0);
}

static int is_open(int fd) {
    struct stat status;
    return fstat(fd, &status) == 0;
}

/// What a descriptor is ready for, and how long it takes until it may be ready for more.
static int events_of(int fd, uint64_t *later) {
    struct descriptor what = descriptor_of(fd);
    *later = UINT64_MAX;
    switch (what.kind) {
    case SOCKET:
        return socket_events(what.target, later);
    case PIPE_OUT:
        return POLLIN;
    case PIPE_IN:
        return POLLOUT;
    case EPOLL:
        return epoll_events(what.target, later);
    default:
        return is_open(fd) ? POLLIN | POLLOUT : POLLNVAL;
    }
}

/// One look at all descriptors: how many are ready, and how long it takes until that may change.
static int look(struct pollfd *list, nfds_t count, uint64_t *wait) {
    int ready = 0;
    *wait = UINT64_MAX;
    for (nfds_t i = 0; i < count; i++) {
        list[i].revents = 0;
        if (list[i].fd < 0)
            continue;
        uint64_t later;
        list[i].revents = events_of(list[i].fd, &later) & (list[i].events | ALWAYS);
        ready += list[i].revents != 0;
        if (later < *wait)
            *wait = later;
    }
    return ready;
}

/// A look that can't tell when something changes is repeated this often.
#define MOST_LOOKS 1000

int wait_for(struct pollfd *list, nfds_t count, uint64_t patience) {
    for (int looks = 0;; looks++) {
        uint64_t wait;
        int ready = look(list, count, &wait);
        if (ready || !patience)
            return ready;
        if (wait == UINT64_MAX && patience == UINT64_MAX)
            wait_in_vain(-1);
        uint64_t part = wait < patience && looks < MOST_LOOKS ? wait : patience;
        nanosleep(&(struct timespec){part / 1000000000, part % 1000000000}, NULL);
        if (patience != UINT64_MAX)
            patience -= part;
    }
}

static uint64_t nanoseconds(const struct timespec *time) {
    return time ? time->tv_sec * 1000000000ull + time->tv_nsec : UINT64_MAX;
}

int poll(struct pollfd *list, nfds_t count, int timeout) {
    return wait_for(list, count, timeout < 0 ? UINT64_MAX : timeout * MILLISECOND);
}

int ppoll(struct pollfd *list, nfds_t count, const struct timespec *timeout, const sigset_t *mask) {
    return wait_for(list, count, nanoseconds(timeout));
}

/// Adds a set's descriptors to the list; -1 if one isn't open.
static int add_set(struct pollfd *list, nfds_t *count, const fd_set *set, int events) {
    for (size_t i = 0; set && i < set->__nfds; i++) {
        if (!is_open(set->__fds[i]))
            return fail(EBADF);
        list[(*count)++] = (struct pollfd){set->__fds[i], events, 0};
    }
    return 0;
}

/// Leaves in a set those that are ready; how many.
static int keep_ready(fd_set *set, const struct pollfd *list) {
    if (!set)
        return 0;
    size_t count = set->__nfds;
    FD_ZERO(set);
    for (size_t i = 0; i < count; i++)
        if (list[i].revents)
            FD_SET(list[i].fd, set);
    return set->__nfds;
}

int pselect(int most, fd_set *restrict reads, fd_set *restrict writes, fd_set *restrict errors,
            const struct timespec *restrict timeout, const sigset_t *restrict mask) {
    nfds_t count = 0;
    size_t all = (reads ? reads->__nfds : 0) + (writes ? writes->__nfds : 0);
    struct pollfd *list = calloc(all + 1, sizeof *list);
    if (!list)
        return fail(ENOMEM);
    int ready = -1;
    if (!add_set(list, &count, reads, POLLIN) && !add_set(list, &count, writes, POLLOUT)) {
        wait_for(list, count, nanoseconds(timeout));
        nfds_t first = reads ? reads->__nfds : 0;
        ready = keep_ready(reads, list) + keep_ready(writes, list + first);
        if (errors)
            FD_ZERO(errors);
    }
    free(list);
    return ready;
}

int select(int most, fd_set *restrict reads, fd_set *restrict writes, fd_set *restrict errors,
           struct timeval *restrict timeout) {
    struct timespec time;
    if (timeout)
        time = (struct timespec){timeout->tv_sec + timeout->tv_usec / 1000000, timeout->tv_usec % 1000000 * 1000};
    return pselect(most, reads, writes, errors, timeout ? &time : NULL, NULL);
}
