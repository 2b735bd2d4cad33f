/// `epoll`, by way of `poll`. Edges are told as levels, but for EPOLLONESHOT.
#include "descriptors.h"
#include "readiness.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/epoll.h>

#define EPOLLS 16
#define WATCHED 128

static struct epoll {
    int used, count;
    struct pollfd list[WATCHED];
    struct epoll_event events[WATCHED];
} epolls[EPOLLS];

/// Events as `poll` numbers them, and back.
static const struct {
    uint32_t epoll;
    int poll;
} numbers[] = {{EPOLLIN, POLLIN}, {EPOLLOUT, POLLOUT}, {EPOLLERR, POLLERR}, {EPOLLHUP, POLLHUP}};

static int as_poll(uint32_t events) {
    int result = 0;
    for (int i = 0; i < 4; i++)
        result |= events & numbers[i].epoll ? numbers[i].poll : 0;
    return result;
}

static uint32_t as_epoll(int events) {
    uint32_t result = 0;
    for (int i = 0; i < 4; i++)
        result |= events & numbers[i].poll ? numbers[i].epoll : 0;
    return result;
}

/// One that EPOLLONESHOT has put aside has its complement in the list, which `poll` passes over.
static int watched(const struct epoll *epoll, int at) {
    int fd = epoll->list[at].fd;
    return fd < 0 ? ~fd : fd;
}

int epoll_create1(int flags) {
    for (int i = 0; i < EPOLLS; i++)
        if (!epolls[i].used) {
            epolls[i] = (struct epoll){.used = 1};
            return new_descriptor((struct descriptor){EPOLL, i, 0});
        }
    return fail(EMFILE);
}

int epoll_create(int size) { return size > 0 ? epoll_create1(0) : fail(EINVAL); }

void epoll_close(int number) { epolls[number].used = 0; }

static struct epoll *epoll_of(int fd) {
    struct descriptor what = descriptor_of(fd);
    if (what.kind == EPOLL)
        return &epolls[what.target];
    fail(what.kind == CLOSED ? EBADF : EINVAL);
    return NULL;
}

int epoll_ctl(int fd, int operation, int other, struct epoll_event *event) {
    struct epoll *epoll = epoll_of(fd);
    if (!epoll)
        return -1;
    struct descriptor what = descriptor_of(other);
    if (what.kind == CLOSED)
        return fail(EBADF);
    // Linux takes no files, and an epoll of epolls could go round in circles.
    if (what.kind == FILE_COPY || what.kind == EPOLL)
        return fail(EPERM);
    int at = 0;
    while (at < epoll->count && watched(epoll, at) != other)
        at++;
    if (operation == EPOLL_CTL_ADD ? at < epoll->count : at == epoll->count)
        return fail(operation == EPOLL_CTL_ADD ? EEXIST : ENOENT);
    if (at == WATCHED)
        return fail(ENOSPC);
    if (operation == EPOLL_CTL_DEL) {
        epoll->count--;
        epoll->list[at] = epoll->list[epoll->count];
        epoll->events[at] = epoll->events[epoll->count];
        return 0;
    }
    epoll->count += at == epoll->count;
    epoll->events[at] = *event;
    epoll->list[at] = (struct pollfd){other, as_poll(event->events), 0};
    return 0;
}

int epoll_wait(int fd, struct epoll_event *events, int most, int timeout) {
    struct epoll *epoll = epoll_of(fd);
    if (!epoll)
        return -1;
    if (most <= 0)
        return fail(EINVAL);
    // Closing a descriptor takes it out.
    for (int i = 0; i < epoll->count; i++)
        if (descriptor_of(watched(epoll, i)).kind == CLOSED) {
            epoll->count--;
            epoll->list[i] = epoll->list[epoll->count];
            epoll->events[i] = epoll->events[epoll->count];
            i--;
        }
    wait_for(epoll->list, epoll->count, timeout < 0 ? UINT64_MAX : timeout * 1000000ull);
    int given = 0;
    for (int i = 0; i < epoll->count && given < most; i++) {
        if (!epoll->list[i].revents)
            continue;
        events[given++] = (struct epoll_event){as_epoll(epoll->list[i].revents), epoll->events[i].data};
        if (epoll->events[i].events & EPOLLONESHOT)
            epoll->list[i].fd = ~watched(epoll, i);
    }
    return given;
}

int epoll_pwait(int fd, struct epoll_event *events, int most, int timeout, const sigset_t *mask) {
    return epoll_wait(fd, events, most, timeout);
}

int epoll_events(int number, uint64_t *later) {
    // Only once: an epoll watches no epoll.
    *later = UINT64_MAX;
    return wait_for(epolls[number].list, epolls[number].count, 0) ? POLLIN : 0;
}
