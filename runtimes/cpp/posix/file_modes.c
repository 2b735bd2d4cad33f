/// Permission bits and owners, which WASI preview 1 doesn't have: the host carries them beside it.
///
/// Each function does the real operation for everything else, so errors and events are those of the real one.
#include "descriptors.h"
#include "host.h"
#include "paths.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>
#include <wasi/api.h>
#include <wasi/libc-nocwd.h>
#include <wasi/libc.h>

#define PERMISSIONS 07777
#define ACCESS_MODES (O_RDONLY | O_WRONLY | O_EXEC | O_SEARCH)
#define OWN_FLAGS (O_ASYNC | O_PATH | 0x00400000)

static void add_mode(struct stat *status, int error, const struct dg_stat *known) {
    if (error)
        return;
    status->st_mode = (status->st_mode & S_IFMT) | (known->mode & PERMISSIONS);
    status->st_uid = known->uid;
    status->st_gid = known->gid;
    status->st_nlink = known->nlink;
}

static void add_mode_at(struct stat *status, int folder, const char *path, int flags) {
    struct absolute name;
    struct dg_stat known;
    if (make_absolute(&name, folder, path))
        add_mode(status, dg_stat_path(name.text, name.length, !(flags & AT_SYMLINK_NOFOLLOW), &known), &known);
}

int fstatat(int folder, const char *restrict path, struct stat *restrict status, int flags) {
    if (!*path)
        return flags & AT_EMPTY_PATH ? fstat(folder, status) : fail(ENOENT);
    flags &= AT_SYMLINK_NOFOLLOW;
    int file = folder == AT_FDCWD || *path == '/' ? folder : file_of(folder, ENOTDIR);
    if (file == -1)
        return -1;
    int result = file == AT_FDCWD || *path == '/' ? __wasilibc_stat(path, status, flags)
                                                  : __wasilibc_nocwd_fstatat(file, path, status, flags);
    if (result == 0)
        add_mode_at(status, folder, path, flags);
    return result;
}

int stat(const char *restrict path, struct stat *restrict status) { return fstatat(AT_FDCWD, path, status, 0); }

int lstat(const char *restrict path, struct stat *restrict status) {
    return fstatat(AT_FDCWD, path, status, AT_SYMLINK_NOFOLLOW);
}

static mode_t type_of(__wasi_filetype_t type) {
    switch (type) {
    case __WASI_FILETYPE_REGULAR_FILE:
        return S_IFREG;
    case __WASI_FILETYPE_DIRECTORY:
        return S_IFDIR;
    case __WASI_FILETYPE_SYMBOLIC_LINK:
        return S_IFLNK;
    case __WASI_FILETYPE_CHARACTER_DEVICE:
        return S_IFCHR;
    case __WASI_FILETYPE_BLOCK_DEVICE:
        return S_IFBLK;
    case __WASI_FILETYPE_SOCKET_DGRAM:
    case __WASI_FILETYPE_SOCKET_STREAM:
        return S_IFSOCK;
    }
    return 0;
}

static struct timespec time_of(__wasi_timestamp_t nanoseconds) {
    return (struct timespec){nanoseconds / 1000000000, nanoseconds % 1000000000};
}

int fstat(int fd, struct stat *status) {
    struct descriptor what = descriptor_of(fd);
    memset(status, 0, sizeof *status);
    if (what.kind == CLOSED)
        return fail(EBADF);
    if (what.kind != FILE_COPY) {
        status->st_mode = (what.kind == SOCKET ? S_IFSOCK | 0777 : S_IFIFO | 0600);
        status->st_nlink = 1;
        return 0;
    }
    __wasi_filestat_t found;
    int error = __wasi_fd_filestat_get(what.target, &found);
    if (error)
        return fail(error);
    status->st_dev = found.dev;
    status->st_ino = found.ino;
    status->st_nlink = found.nlink;
    status->st_mode = type_of(found.filetype);
    status->st_size = found.size;
    status->st_blocks = (found.size + 511) / 512;
    status->st_blksize = 4096;
    status->st_atim = time_of(found.atim);
    status->st_mtim = time_of(found.mtim);
    status->st_ctim = time_of(found.ctim);
    struct dg_stat known;
    add_mode(status, dg_stat_fd(what.target, &known), &known);
    return 0;
}

/// Gives a file just opened a number of its own if its number stands for something else.
static int opened(int file, int folder, const char *path, int flags) {
    if (file < 0)
        return file;
    struct absolute name;
    if (flags & O_DIRECTORY && make_absolute(&name, folder, path))
        name_folder(file, name.text);
    struct descriptor what = descriptor_of(file);
    if (what.kind == FILE_COPY && what.target == file)
        return file;
    return new_descriptor((struct descriptor){FILE_COPY, file});
}

static int open_with(int folder, const char *path, int flags, mode_t mode) {
    if ((flags & O_TMPFILE) == O_TMPFILE)
        return fail(EOPNOTSUPP);
    // On Linux reading is the absence of a flag.
    if (!(flags & ACCESS_MODES))
        flags |= O_RDONLY;
    flags &= ~OWN_FLAGS;
    if (folder == AT_FDCWD || *path == '/') {
        if (flags & O_CREAT)
            dg_create_mode(mode & PERMISSIONS);
        return opened(__wasilibc_open_nomode(path, flags), folder, path, flags);
    }
    int file = file_of(folder, ENOTDIR);
    if (file < 0)
        return -1;
    if (flags & O_CREAT)
        dg_create_mode(mode & PERMISSIONS);
    return opened(__wasilibc_nocwd_openat_nomode(file, path, flags), folder, path, flags);
}

/// The mode is read only where the flags say that there is one.
#define OPEN_WITH_MODE(folder, path, flags)                                                                            \
    va_list arguments;                                                                                                 \
    va_start(arguments, flags);                                                                                        \
    mode_t mode = flags & O_CREAT ? va_arg(arguments, mode_t) : 0;                                                     \
    va_end(arguments);                                                                                                 \
    return open_with(folder, path, flags, mode)

int open(const char *path, int flags, ...) { OPEN_WITH_MODE(AT_FDCWD, path, flags); }

int openat(int folder, const char *path, int flags, ...) { OPEN_WITH_MODE(folder, path, flags); }

int creat(const char *path, mode_t mode) { return open_with(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

DIR *opendir(const char *path) {
    int fd = open(path, O_RDONLY | O_NONBLOCK | O_DIRECTORY);
    return fd < 0 ? NULL : fdopendir(fd);
}

int mkdirat(int folder, const char *path, mode_t mode) {
    int file = folder;
    if (folder == AT_FDCWD || *path == '/')
        file = relative_path(path, &path);
    else
        file = file_of(folder, ENOTDIR);
    if (file < 0)
        return -1;
    dg_create_mode(mode & PERMISSIONS);
    return __wasilibc_nocwd_mkdirat_nomode(file, path);
}

int mkdir(const char *path, mode_t mode) { return mkdirat(AT_FDCWD, path, mode); }

/// There is no FIFO nor device here.
int mknodat(int folder, const char *path, mode_t mode, dev_t device) {
    if ((mode & S_IFMT) && !S_ISREG(mode))
        return fail(EPERM);
    int fd = openat(folder, path, O_CREAT | O_EXCL | O_WRONLY, mode);
    return fd < 0 ? -1 : close(fd);
}

int mknod(const char *path, mode_t mode, dev_t device) { return mknodat(AT_FDCWD, path, mode, device); }

int mkfifoat(int folder, const char *path, mode_t mode) { return fail(EPERM); }

int mkfifo(const char *path, mode_t mode) { return fail(EPERM); }

int faccessat(int folder, const char *path, int mode, int flags) {
    int file = folder == AT_FDCWD || *path == '/' ? folder : file_of(folder, ENOTDIR);
    if (file == -1)
        return -1;
    int there = file == AT_FDCWD || *path == '/' ? __wasilibc_access(path, F_OK, 0)
                                                 : __wasilibc_nocwd_faccessat(file, path, F_OK, 0);
    struct absolute name;
    if (there != 0 || mode == F_OK || !make_absolute(&name, folder, path))
        return there;
    int wanted = (mode & R_OK ? 4 : 0) | (mode & W_OK ? 2 : 0) | (mode & X_OK ? 1 : 0);
    return fail(dg_access_path(name.text, name.length, wanted));
}

int access(const char *path, int mode) { return faccessat(AT_FDCWD, path, mode, 0); }

int eaccess(const char *path, int mode) { return access(path, mode); }

int euidaccess(const char *path, int mode) { return access(path, mode); }

int fchmodat(int folder, const char *path, mode_t mode, int flags) {
    struct absolute name;
    if (!make_absolute(&name, folder, path))
        return fail(EBADF);
    return fail(dg_chmod_path(name.text, name.length, mode & PERMISSIONS, !(flags & AT_SYMLINK_NOFOLLOW)));
}

int chmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, 0); }

int lchmod(const char *path, mode_t mode) { return fchmodat(AT_FDCWD, path, mode, AT_SYMLINK_NOFOLLOW); }

int fchmod(int fd, mode_t mode) {
    int file = file_of(fd, EINVAL);
    return file < 0 ? -1 : fail(dg_chmod_fd(file, mode & PERMISSIONS));
}

mode_t umask(mode_t mask) { return dg_umask_set(mask & 0777); }

/// Owners can't be changed; saying who owns a file already is no change.
static int own(const struct stat *status, uid_t user, gid_t group) {
    int same = (user == (uid_t)-1 || user == status->st_uid) && (group == (gid_t)-1 || group == status->st_gid);
    return same ? 0 : fail(EPERM);
}

int fchownat(int folder, const char *path, uid_t user, gid_t group, int flags) {
    struct stat status;
    return fstatat(folder, path, &status, flags) ? -1 : own(&status, user, group);
}

int chown(const char *path, uid_t user, gid_t group) { return fchownat(AT_FDCWD, path, user, group, 0); }

int lchown(const char *path, uid_t user, gid_t group) {
    return fchownat(AT_FDCWD, path, user, group, AT_SYMLINK_NOFOLLOW);
}

int fchown(int fd, uid_t user, gid_t group) {
    struct stat status;
    return fstat(fd, &status) ? -1 : own(&status, user, group);
}

int chroot(const char *path) { return fail(EPERM); }

int fchdir(int fd) {
    const char *path = folder_name(fd);
    return path ? chdir(path) : fail(file_of(fd, ENOTDIR) < 0 ? errno : ENOTDIR);
}
