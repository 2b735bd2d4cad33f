"""MySQL Connector's exceptions."""

from _dualgauge.sql_cursors import DATABASE_ERRORS, exceptions

_STATES = {1045: "28000", 1048: "23000", 1054: "42S22", 1062: "23000", 1064: "42000", 1146: "42S02", 1452: "23000"}


class _Numbered(Exception):
    """An error with its number."""

    def __init__(self, msg=None, errno=None, values=None, sqlstate=None):
        self.msg, self.errno = msg or "Unknown error", -1 if errno is None else errno
        self.sqlstate = sqlstate or _STATES.get(errno)
        state = f" ({self.sqlstate})" if self.sqlstate else ""
        self._full_msg = f"{self.errno}{state}: {self.msg}" if self.errno != -1 else self.msg
        super().__init__(self.errno, self._full_msg, self.sqlstate)

    def __str__(self):
        return self._full_msg


globals().update(exceptions("mysql.connector.errors", (*DATABASE_ERRORS, "PoolError"), _Numbered))
