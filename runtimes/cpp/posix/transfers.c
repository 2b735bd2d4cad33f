/// Reading and writing by descriptor, whatever it stands for.
#include "descriptors.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sys/ioctl.h>
#include <sys/sendfile.h>
#include <sys/uio.h>
#include <unistd.h>
#include <wasi/api.h>

static ssize_t done(int error, size_t count) { return error ? fail(error) : (ssize_t)count; }

ssize_t read_parts(struct descriptor what, const struct iovec *parts, int count) {
    size_t got = 0;
    if (what.kind == FILE_COPY) {
        int error = __wasi_fd_read(what.target, (const __wasi_iovec_t *)parts, count, &got);
        return done(error, got);
    }
    if (what.kind != PIPE_OUT && what.kind != SOCKET)
        return fail(EBADF);
    for (int i = 0; i < count; i++) {
        if (!parts[i].iov_len)
            continue;
        // What comes after the first part isn't waited for.
        int waits = !got && !(what.status & O_NONBLOCK);
        ssize_t part = what.kind == SOCKET
                           ? socket_receive(what.target, parts[i].iov_base, parts[i].iov_len, waits)
                           : pipe_read(what.target, parts[i].iov_base, parts[i].iov_len);
        if (part < 0)
            return got ? (ssize_t)got : part;
        got += part;
        if ((size_t)part < parts[i].iov_len)
            break;
    }
    return got;
}

ssize_t write_parts(struct descriptor what, const struct iovec *parts, int count) {
    size_t put = 0;
    if (in_child == CHILD_ENDED) {
        for (int i = 0; i < count; i++)
            put += parts[i].iov_len;
        return put;
    }
    if (what.kind == FILE_COPY) {
        int error = __wasi_fd_write(what.target, (const __wasi_ciovec_t *)parts, count, &put);
        return done(error, put);
    }
    if (what.kind != PIPE_IN && what.kind != SOCKET)
        return fail(EBADF);
    for (int i = 0; i < count; i++) {
        if (!parts[i].iov_len)
            continue;
        ssize_t part = what.kind == SOCKET ? socket_send(what.target, parts[i].iov_base, parts[i].iov_len)
                                           : pipe_write(what.target, parts[i].iov_base, parts[i].iov_len);
        if (part < 0)
            return put ? (ssize_t)put : part;
        put += part;
    }
    return put;
}

ssize_t readv(int fd, const struct iovec *parts, int count) { return read_parts(descriptor_of(fd), parts, count); }

ssize_t writev(int fd, const struct iovec *parts, int count) { return write_parts(descriptor_of(fd), parts, count); }

ssize_t read(int fd, void *data, size_t length) { return readv(fd, &(struct iovec){data, length}, 1); }

ssize_t write(int fd, const void *data, size_t length) { return writev(fd, &(struct iovec){(void *)data, length}, 1); }

ssize_t preadv(int fd, const struct iovec *parts, int count, off_t offset) {
    int file = file_of(fd, ESPIPE);
    size_t got = 0;
    if (file < 0)
        return -1;
    if (offset < 0)
        return fail(EINVAL);
    return done(__wasi_fd_pread(file, (const __wasi_iovec_t *)parts, count, offset, &got), got);
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    int file = file_of(fd, ESPIPE);
    size_t put = 0;
    if (file < 0)
        return -1;
    if (offset < 0)
        return fail(EINVAL);
    return done(__wasi_fd_pwrite(file, (const __wasi_ciovec_t *)parts, count, offset, &put), put);
}

ssize_t pread(int fd, void *data, size_t length, off_t offset) {
    return preadv(fd, &(struct iovec){data, length}, 1, offset);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t offset) {
    return pwritev(fd, &(struct iovec){(void *)data, length}, 1, offset);
}

off_t __lseek(int fd, off_t offset, int whence) {
    int file = file_of(fd, ESPIPE);
    __wasi_filesize_t position = 0;
    if (file < 0)
        return -1;
    int error = __wasi_fd_seek(file, offset, whence, &position);
    return error ? fail(error == ENOTCAPABLE ? ESPIPE : error) : (off_t)position;
}

off_t lseek(int fd, off_t offset, int whence) { return __lseek(fd, offset, whence); }

off_t __wasilibc_tell(int fd) { return __lseek(fd, 0, SEEK_CUR); }

int fsync(int fd) {
    int file = file_of(fd, EINVAL);
    return file < 0 ? -1 : fail(__wasi_fd_sync(file));
}

int fdatasync(int fd) {
    int file = file_of(fd, EINVAL);
    return file < 0 ? -1 : fail(__wasi_fd_datasync(file));
}

void sync(void) {}

int syncfs(int fd) { return fsync(fd); }

int ftruncate(int fd, off_t length) {
    int file = file_of(fd, EINVAL);
    if (length < 0)
        return fail(EINVAL);
    return file < 0 ? -1 : fail(__wasi_fd_filestat_set_size(file, length));
}

int fallocate(int fd, int mode, off_t offset, off_t length) {
    int file = file_of(fd, ESPIPE);
    if (mode)
        return fail(ENOTSUP);
    return file < 0 ? -1 : fail(__wasi_fd_allocate(file, offset, length));
}

ssize_t sendfile(int out, int in, off_t *offset, size_t length) {
    char block[8192];
    size_t sent = 0;
    while (sent < length) {
        size_t want = length - sent < sizeof block ? length - sent : sizeof block;
        ssize_t got = offset ? pread(in, block, want, *offset) : read(in, block, want);
        if (got <= 0)
            return sent ? (ssize_t)sent : got;
        ssize_t put = write(out, block, got);
        if (put < 0)
            return sent ? (ssize_t)sent : put;
        if (offset)
            *offset += put;
        sent += put;
    }
    return sent;
}

/// Not there: programs fall back to reading and writing.
ssize_t copy_file_range(int in, off_t *in_offset, int out, off_t *out_offset, size_t length, unsigned flags) {
    return fail(ENOSYS);
}
