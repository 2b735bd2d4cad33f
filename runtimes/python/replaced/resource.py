"""Resource limits: they can be set and read, and limit nothing; budgets are the host's."""

RLIMIT_CPU, RLIMIT_FSIZE, RLIMIT_DATA, RLIMIT_STACK, RLIMIT_CORE, RLIMIT_RSS, RLIMIT_NPROC = range(7)
RLIMIT_NOFILE, RLIMIT_MEMLOCK, RLIMIT_AS = 7, 8, 9
RLIM_INFINITY = -1
RUSAGE_SELF, RUSAGE_CHILDREN, RUSAGE_THREAD = 0, -1, 1
error = OSError

_limits = {}


class struct_rusage(tuple):
    """What a process used: nothing that is counted here."""

    ru_utime = ru_stime = 0.0
    ru_maxrss = ru_minflt = ru_majflt = ru_inblock = ru_oublock = 0


def getrlimit(resource, /):
    return _limits.get(resource, (RLIM_INFINITY, RLIM_INFINITY))


def setrlimit(resource, limits, /):
    soft, hard = limits
    _limits[resource] = (soft, hard)


def getrusage(who, /):
    return struct_rusage((0.0, 0.0) + (0,) * 14)


def getpagesize():
    return 4096
