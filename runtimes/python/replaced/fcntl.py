"""File locks and descriptor flags: with one process, every lock is free."""

F_DUPFD, F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_GETLK, F_SETLK, F_SETLKW = range(8)
FD_CLOEXEC = 1
LOCK_SH, LOCK_EX, LOCK_NB, LOCK_UN = 1, 2, 4, 8
F_RDLCK, F_WRLCK, F_UNLCK = 0, 1, 2


def _descriptor(fd):
    return fd if isinstance(fd, int) else fd.fileno()


def fcntl(fd, cmd, arg=0, /):
    _descriptor(fd)
    return 0


def ioctl(fd, request, arg=0, mutate_flag=True, /):
    _descriptor(fd)
    raise OSError(25, "Inappropriate ioctl for device")


def flock(fd, operation, /):
    _descriptor(fd)


def lockf(fd, cmd, len=0, start=0, whence=0, /):
    _descriptor(fd)
