"""mysqlclient's interface to the database servers that a world declares."""

from _dualgauge.sql_client import quoted

from . import _exceptions, connections, cursors
from ._exceptions import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, MySQLError, NotSupportedError,
    OperationalError, ProgrammingError, Warning,
)  # fmt: skip
from .connections import Connection

apilevel, threadsafety, paramstyle = "2.0", 1, "format"
version_info, __version__ = (2, 2, 7, "final", 0), "2.2.7"


def connect(*arguments, **options):
    return Connection(*arguments, **options)


Connect = connect


def escape_string(s):
    return quoted(s.decode() if isinstance(s, bytes) else s, "mysql")[1:-1].encode()


def Binary(x):
    return bytes(x)
