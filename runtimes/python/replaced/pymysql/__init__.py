"""PyMySQL's interface to the database servers that a world declares."""

import sys

from . import connections, constants, converters, cursors, err
from .connections import Connection
from .constants import CLIENT
from .converters import escape_string
from .err import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, MySQLError, NotSupportedError,
    OperationalError, ProgrammingError, Warning,
)  # fmt: skip

apilevel, threadsafety, paramstyle = "2.0", 1, "pyformat"
VERSION = (1, 1, 1, "final")
__version__ = VERSION_STRING = "1.1.1"


def connect(*arguments, **options):
    names = ("host", "user", "password", "database", "port")
    return Connection(**dict(zip(names, arguments)), **options)


Connect = connect


def install_as_MySQLdb():
    sys.modules["MySQLdb"] = sys.modules["pymysql"]


def Binary(x):
    return bytes(x)
