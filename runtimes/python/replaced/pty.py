"""Pseudo-terminals, of which there are none."""

import errno
import os

from _dualgauge.processes import spawned

STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO = 0, 1, 2
CHILD = 0


def fork():
    return os.fork()


def openpty():
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "/dev/ptmx")


def spawn(argv, master_read=None, stdin_read=None):
    spawned([argv] if isinstance(argv, str) else argv)
    raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), "/dev/ptmx")
