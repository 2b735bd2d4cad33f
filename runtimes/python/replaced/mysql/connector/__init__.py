"""MySQL Connector's interface to the database servers that a world declares."""

from . import connection, cursor, errorcode, errors, pooling
from .connection import MySQLConnection
from .errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError,
    PoolError, ProgrammingError, Warning,
)  # fmt: skip

apilevel, threadsafety, paramstyle = "2.0", 1, "pyformat"
__version__ = "9.1.0"


def connect(*arguments, **options):
    for name in ("pool_name", "pool_size", "pool_reset_session"):
        options.pop(name, None)
    return MySQLConnection(*arguments, **options)


Connect = connect
