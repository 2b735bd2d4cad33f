/// The descriptor table. A number without an entry stands for WASI's descriptor of the same number.
#include "descriptors.h"
#include "processes.h"
#include "readiness.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>
#include <wasi/api.h>
#include <wasi/libc.h>

#define LOW_COUNT 256

struct descriptor_table {
    struct descriptor low[LOW_COUNT], own[OWN_COUNT];
};

static struct descriptor_table table;
static char *folders[LOW_COUNT];
enum child_state in_child;

int fail(int error) {
    if (error == 0)
        return 0;
    errno = error == ENOTCAPABLE ? EBADF : error;
    return -1;
}

struct descriptor_table *descriptor_table(size_t *length) {
    *length = sizeof table;
    return &table;
}

static struct descriptor *entry(int fd) {
    if (fd >= 0 && fd < LOW_COUNT)
        return &table.low[fd];
    if (fd >= FIRST_OWN && fd < FIRST_OWN + OWN_COUNT)
        return &table.own[fd - FIRST_OWN];
    return NULL;
}

struct descriptor descriptor_of(int fd) {
    struct descriptor *known = entry(fd);
    if (known && known->kind != UNUSED)
        return *known;
    if (known && fd < LOW_COUNT)
        return (struct descriptor){FILE_COPY, fd, known->status};
    return (struct descriptor){fd >= FIRST_OWN || fd < 0 ? CLOSED : FILE_COPY, fd, 0};
}

int new_descriptor(struct descriptor what) {
    for (int i = 0; i < OWN_COUNT; i++)
        if (table.own[i].kind == UNUSED) {
            table.own[i] = what;
            return FIRST_OWN + i;
        }
    errno = EMFILE;
    return -1;
}

int file_of(int fd, int otherwise) {
    struct descriptor what = descriptor_of(fd);
    if (what.kind == FILE_COPY)
        return what.target;
    errno = what.kind == CLOSED ? EBADF : otherwise;
    return -1;
}

void set_descriptor_status(int fd, int status) {
    struct descriptor *known = entry(fd);
    if (known)
        known->status = status;
}

void name_folder(int fd, const char *path) {
    if (fd < 0 || fd >= LOW_COUNT)
        return;
    free(folders[fd]);
    folders[fd] = path ? strdup(path) : NULL;
}

const char *folder_name(int fd) {
    int file = file_of(fd, EBADF);
    return file >= 0 && file < LOW_COUNT ? folders[file] : NULL;
}

/// How many numbers stand for one of WASI's descriptors.
static int holders(int file) {
    int count = 0;
    for (int fd = 0; fd < LOW_COUNT; fd++) {
        struct descriptor what = table.low[fd];
        count += what.kind == UNUSED ? fd == file : what.kind == FILE_COPY && what.target == file;
    }
    for (int i = 0; i < OWN_COUNT; i++)
        count += table.own[i].kind == FILE_COPY && table.own[i].target == file;
    return count + held_by_children((struct descriptor){FILE_COPY, file});
}

int is_held(struct descriptor what) {
    for (int i = 0; i < LOW_COUNT + OWN_COUNT; i++) {
        struct descriptor other = i < LOW_COUNT ? table.low[i] : table.own[i - LOW_COUNT];
        if (other.kind == what.kind && other.target == what.target)
            return 1;
    }
    return held_by_children(what) != 0;
}

int release_descriptor(struct descriptor what) {
    if (in_child)
        return 0;
    if (what.kind != FILE_COPY && is_held(what))
        return 0;
    if (what.kind == SOCKET)
        socket_close(what.target);
    if (what.kind == EPOLL)
        epoll_close(what.target);
    if (what.kind == PIPE_IN)
        run_readers_of(what.target);
    if (what.kind != FILE_COPY || holders(what.target))
        return 0;
    if (what.target < LOW_COUNT) {
        name_folder(what.target, NULL);
        table.low[what.target] = (struct descriptor){UNUSED};
    }
    __wasilibc_populate_preopens();
    return fail(__wasi_fd_close(what.target));
}

int close(int fd) {
    struct descriptor what = descriptor_of(fd), *known = entry(fd);
    if (what.kind == CLOSED)
        return fail(EBADF);
    if (!known) {
        __wasilibc_populate_preopens();
        return fail(__wasi_fd_close(fd));
    }
    // A low number keeps its mark until nobody holds WASI's descriptor behind it.
    __wasi_fdstat_t status;
    if (fd < LOW_COUNT && what.kind == FILE_COPY && __wasi_fd_fdstat_get(what.target, &status))
        return fail(EBADF);
    *known = (struct descriptor){fd < LOW_COUNT ? CLOSED : UNUSED};
    int result = release_descriptor(what);
    // Nothing of WASI's is behind the mark: the number is free for the next file.
    if (fd < LOW_COUNT && known->kind == CLOSED && !in_child && __wasi_fd_fdstat_get(fd, &status))
        known->kind = UNUSED;
    return result;
}

static int duplicate(int fd, struct descriptor *what) {
    *what = descriptor_of(fd);
    __wasi_fdstat_t status;
    if (what->kind == CLOSED || (what->kind == FILE_COPY && __wasi_fd_fdstat_get(what->target, &status)))
        return fail(EBADF);
    return 0;
}

int dup(int fd) {
    struct descriptor what;
    return duplicate(fd, &what) ? -1 : new_descriptor(what);
}

int dup2(int from, int to) {
    struct descriptor what, *known = entry(to);
    if (duplicate(from, &what))
        return -1;
    if (!known)
        return fail(EBADF);
    if (from == to)
        return to;
    struct descriptor old = descriptor_of(to);
    *known = what.kind == FILE_COPY && what.target == to ? (struct descriptor){UNUSED} : what;
    if (old.kind == FILE_COPY && old.target == to && to < LOW_COUNT)
        return to; // WASI's descriptor stays open behind the number.
    release_descriptor(old);
    return to;
}

int dup3(int from, int to, int flags) {
    if (from == to)
        return fail(EINVAL);
    return dup2(from, to);
}

int __wasilibc_fd_renumber(int from, int to) {
    if (dup2(from, to) < 0)
        return -1;
    return close(from);
}

/// Status flags that can be changed, between WASI's numbers and those of <fcntl.h>.
static int control_file(int file, int command, int argument) {
    __wasi_fdstat_t status;
    int error = __wasi_fd_fdstat_get(file, &status);
    if (error)
        return fail(error);
    if (command == F_SETFL)
        return fail(__wasi_fd_fdstat_set_flags(file, argument & 0xfff));
    int flags = status.fs_flags;
    int reads = status.fs_rights_base & (__WASI_RIGHTS_FD_READ | __WASI_RIGHTS_FD_READDIR) ? O_RDONLY : 0;
    int writes = status.fs_rights_base & __WASI_RIGHTS_FD_WRITE ? O_WRONLY : 0;
    return flags | reads | writes;
}

int fcntl(int fd, int command, ...) {
    va_list arguments;
    va_start(arguments, command);
    // Commands without an argument leave this unread.
    intptr_t argument = 0;
    if (command != F_GETFD && command != F_GETFL && command != F_GETOWN)
        argument = va_arg(arguments, intptr_t);
    va_end(arguments);
    struct descriptor what;
    if (duplicate(fd, &what))
        return -1;
    switch (command) {
    case F_DUPFD:
    case F_DUPFD_CLOEXEC:
        return dup(fd);
    case F_GETFD:
        return FD_CLOEXEC;
    case F_SETFD:
    case F_SETOWN:
    case F_SETLK:
    case F_SETLKW:
    case F_OFD_SETLK:
    case F_OFD_SETLKW:
        return 0;
    case F_GETLK:
    case F_OFD_GETLK:
        ((struct flock *)argument)->l_type = F_UNLCK;
        return 0;
    case F_GETFL:
    case F_SETFL:
        if (what.kind == FILE_COPY)
            return control_file(what.target, command, argument);
        if (command == F_GETFL)
            return what.status | (what.kind == PIPE_OUT ? O_RDONLY : what.kind == PIPE_IN ? O_WRONLY : O_RDWR);
        set_descriptor_status(fd, argument & O_NONBLOCK);
        return 0;
    }
    return fail(EINVAL);
}

int flock(int fd, int operation) {
    struct descriptor what;
    return duplicate(fd, &what);
}

int lockf(int fd, int command, off_t length) { return flock(fd, command); }
