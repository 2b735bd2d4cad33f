"""psycopg2's connection and cursor, and what adapts values."""

from _dualgauge.postgresql_shape import Composable, PostgreSQLConnection, parameters_of
from _dualgauge.sql_client import literal
from _dualgauge.sql_cursors import BaseCursor
from _dualgauge.sql_dialects import Raw

from . import errors

ISOLATION_LEVEL_AUTOCOMMIT, ISOLATION_LEVEL_READ_COMMITTED = 0, 1
ISOLATION_LEVEL_REPEATABLE_READ, ISOLATION_LEVEL_SERIALIZABLE, ISOLATION_LEVEL_DEFAULT = 2, 3, None
TRANSACTION_STATUS_IDLE, TRANSACTION_STATUS_ACTIVE, TRANSACTION_STATUS_INTRANS = 0, 1, 2
TRANSACTION_STATUS_INERROR, TRANSACTION_STATUS_UNKNOWN = 3, 4
UNICODE, UNICODEARRAY = "unicode", "unicode[]"


class AsIs(Raw):
    """Text that is put into the statement as it is."""

    def __init__(self, text):
        super().__init__(str(text))

    def getquoted(self):
        return self.text.encode()


class QuotedString:
    """A text literal."""

    def __init__(self, text):
        self.adapted = text

    def getquoted(self):
        return literal(self.adapted, "postgresql").encode()


def adapt(value):
    return QuotedString(value)


def register_adapter(kind, adapter):
    """Values of that kind are bound by what they are."""


def register_type(kind, scope=None):
    """Values are given as SQLite has them."""


def quote_ident(string, scope=None):
    return '"' + string.replace('"', '""') + '"'


def parse_dsn(dsn):
    return parameters_of(dsn)


class cursor(BaseCursor):
    """Rows are tuples."""

    def __init__(self, connection, name=None, **others):
        super().__init__(connection)
        self.name = name

    def execute(self, query, vars=None):
        super().execute(query, vars)

    def executemany(self, query, vars_list):
        super().executemany(query, vars_list)

    def mogrify(self, query, vars=None):
        return super().mogrify(query, vars).encode()

    @property
    def statusmessage(self):
        return None if self.query is None else self.query.split(None, 1)[0].upper()


class connection(PostgreSQLConnection):
    """A connection to a PostgreSQL server."""

    _errors = _states = errors
    _cursor_class = cursor
    encoding = "UTF8"

    def __init__(self, dsn="", cursor_factory=None, **options):
        named = parameters_of(dsn) if dsn else {}
        named.update({name: value for name, value in options.items() if value is not None})
        self.dsn = " ".join(f"{name}={'xxx' if name == 'password' else value}" for name, value in named.items())
        super().__init__(
            named.get("host") or "localhost", named.get("port") or 5432, named.get("user"), named.get("password"),
            named.get("dbname") or named.get("database"), automatic=False, several=True,
        )  # fmt: skip
        self.cursor_factory = cursor_factory

    def _text(self, query):
        return query.as_string(self) if isinstance(query, Composable) else super()._text(query)

    def cursor(self, name=None, cursor_factory=None, scrollable=None, withhold=False):
        self._open()
        return (cursor_factory or self.cursor_factory or self._cursor_class)(self, name)

    @property
    def closed(self):
        return int(self._database is None)

    @property
    def autocommit(self):
        return self._transaction.automatic

    @autocommit.setter
    def autocommit(self, value):
        self._transaction.automatic = bool(value)

    def set_session(self, isolation_level=None, readonly=None, deferrable=None, autocommit=None):
        if autocommit is not None:
            self.autocommit = autocommit

    def set_isolation_level(self, level):
        self.autocommit = level == ISOLATION_LEVEL_AUTOCOMMIT

    def get_transaction_status(self):
        return TRANSACTION_STATUS_INTRANS if self._transaction.is_open() else TRANSACTION_STATUS_IDLE

    def set_client_encoding(self, encoding):
        self.encoding = encoding

    def __enter__(self):
        self._open()
        return self

    def __exit__(self, kind, value, step):
        if kind is None:
            self.commit()
        else:
            self.rollback()
