"""psycopg2's interface to the database servers that a world declares."""

from . import errors, extensions
from .errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError,
    ProgrammingError, Warning,
)  # fmt: skip

apilevel, threadsafety, paramstyle = "2.0", 2, "pyformat"
__version__, __libpq_version__ = "2.9.10 (dt dec pq3 ext lo64)", 160006


def connect(dsn=None, connection_factory=None, cursor_factory=None, **options):
    return (connection_factory or extensions.connection)(dsn or "", cursor_factory=cursor_factory, **options)


def Binary(x):
    return bytes(x)
