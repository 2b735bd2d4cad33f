"""psycopg's interface to the database servers that a world declares."""

from _dualgauge.postgresql_shape import Composable, PostgreSQLConnection, parameters_of
from _dualgauge.sql_cursors import BaseCursor

from . import errors, rows, sql
from .errors import (
    DatabaseError, DataError, Error, IntegrityError, InterfaceError, InternalError, NotSupportedError, OperationalError,
    ProgrammingError, Warning,
)  # fmt: skip

apilevel, threadsafety, paramstyle = "2.0", 2, "pyformat"
__version__ = "3.2.3"


class Cursor(BaseCursor):
    """Runs statements."""

    def __init__(self, connection, row_factory=None):
        super().__init__(connection)
        self.row_factory = row_factory or connection.row_factory

    def _row(self, columns, values):
        return self.row_factory(columns, values)

    def execute(self, query, params=None, **options):
        # The server takes parameters apart from the statement, which then is a single one.
        self.connection._several = params is None
        super().execute(query, params)
        return self


class Connection(PostgreSQLConnection):
    """A connection to a PostgreSQL server."""

    _errors = _states = errors
    _cursor_class = Cursor

    def __init__(self, conninfo="", *, autocommit=False, row_factory=rows.tuple_row, **options):
        named = {**parameters_of(conninfo), **{name: value for name, value in options.items() if value is not None}}
        super().__init__(
            named.get("host") or "localhost", named.get("port") or 5432, named.get("user"), named.get("password"),
            named.get("dbname"), bool(autocommit), several=True,
        )  # fmt: skip
        self.row_factory = row_factory

    @classmethod
    def connect(cls, conninfo="", **options):
        return cls(conninfo, **options)

    def _text(self, query):
        return query.as_string(self) if isinstance(query, Composable) else super()._text(query)

    def cursor(self, name="", *, row_factory=None, **options):
        self._open()
        return Cursor(self, row_factory)

    def execute(self, query, params=None, **options):
        return self.cursor().execute(query, params)

    @property
    def closed(self):
        return self._database is None

    @property
    def autocommit(self):
        return self._transaction.automatic

    @autocommit.setter
    def autocommit(self, value):
        self._transaction.automatic = bool(value)

    def __enter__(self):
        return self

    def __exit__(self, kind, value, step):
        if not self.closed:
            if kind is None:
                self.commit()
            else:
                self.rollback()
            self.close()


connect = Connection.connect


def Binary(x):
    return bytes(x)
