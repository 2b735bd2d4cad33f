"""The user, the machine and the process, as on an ordinary Linux machine."""

import os
import platform
import posix
import sys

UID = GID = 1000
PID = 42


def getuid():
    return UID


def getgid():
    return GID


def getgroups():
    return [GID]


def getresuid():
    return (UID, UID, UID)


def getresgid():
    return (GID, GID, GID)


def getlogin():
    return "user"


def getpid():
    return PID


def getppid():
    return 1


def getpgid(pid, /):
    # A child is the first of a group of its own.
    return pid or PID


def getpgrp():
    return PID


def getsid(pid, /):
    return PID


def cpu_count():
    return 2


def process_cpu_count():
    return 2


def sched_getaffinity(pid, /):
    return {0, 1}


def getloadavg():
    return (0.0, 0.0, 0.0)


def uname():
    return posix.uname_result(("Linux", "sandbox", "6.1.0", "#1 SMP", "x86_64"))


def _refused(name):
    def refuse(*arguments):
        raise PermissionError(1, "Operation not permitted")

    refuse.__name__ = refuse.__qualname__ = name
    return refuse


def install():
    """Puts the functions into `os`. Run last: some modules ask at import what the platform is."""
    functions = [getuid, getgid, getgroups, getresuid, getresgid, getlogin, getpid, getppid, getpgid, getpgrp, getsid]
    functions += [cpu_count, process_cpu_count, sched_getaffinity, getloadavg, uname]
    functions += [_refused(name) for name in ("setuid", "setgid", "seteuid", "setegid", "setgroups", "chroot", "chown",
                                              "lchown", "fchown", "setreuid", "setregid", "mknod", "mkfifo")]  # fmt: skip
    for function in functions:
        function.__module__ = "posix"
        setattr(os, function.__name__, function)
    for name, function in (("geteuid", getuid), ("getegid", getgid)):
        setattr(os, name, function)
    sys.platform = "linux"
    sys.executable = sys._base_executable = "/usr/local/bin/python3"
    platform._uname_cache = None
    platform._platform_cache.clear()
