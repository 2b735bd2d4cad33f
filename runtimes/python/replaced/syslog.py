"""The system's log: what goes there is recorded, and nobody reads it."""

from _dualgauge.audit_events import plain
from _dualgauge.door import report

LOG_EMERG, LOG_ALERT, LOG_CRIT, LOG_ERR, LOG_WARNING, LOG_NOTICE, LOG_INFO, LOG_DEBUG = range(8)
LOG_KERN, LOG_USER, LOG_MAIL, LOG_DAEMON, LOG_AUTH, LOG_SYSLOG = 0, 8, 16, 24, 32, 40
LOG_LOCAL0, LOG_LOCAL1, LOG_LOCAL2, LOG_LOCAL3 = 128, 136, 144, 152
LOG_PID, LOG_CONS, LOG_NDELAY, LOG_PERROR = 1, 2, 8, 32

_NAMES = ("EMERG", "ALERT", "CRITICAL", "ERROR", "WARNING", "NOTICE", "INFO", "DEBUG")


def syslog(*arguments):
    priority = arguments[0] if len(arguments) > 1 else LOG_INFO
    report({"kind": "log", "level": _NAMES[priority & 7], "message": plain(arguments[-1])})


def openlog(ident="", logoption=0, facility=LOG_USER):
    pass


def closelog():
    pass


def setlogmask(maskpri, /):
    return 0xFF
