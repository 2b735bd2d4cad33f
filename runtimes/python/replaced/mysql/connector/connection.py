"""MySQL Connector's connections."""

from _dualgauge.mysql_shape import MySQLConnection as _Connection

from . import errors
from .cursor import MySQLCursor, MySQLCursorDict, MySQLCursorNamedTuple, MySQLCursorPrepared


class MySQLConnection(_Connection):
    """A connection to a MySQL server."""

    _errors = errors
    _cursor_class = MySQLCursor
    _denied, _unreachable = "ProgrammingError", "DatabaseError"

    def __init__(self, *, host="127.0.0.1", user="", password="", database=None, port=3306, autocommit=False, username=None,
                 passwd=None, db=None, **others):  # fmt: skip
        super().__init__(
            host, port, user or username, password or passwd, database or db, bool(autocommit), several=False
        )

    def _made(self, kind, number, text):
        return getattr(errors, kind)(msg=text, errno=number)

    def _run(self, query, parameters, several=False):
        self._several = several
        return super()._run(query, parameters)

    def cursor(self, buffered=None, raw=None, prepared=None, cursor_class=None, dictionary=None, named_tuple=None):
        if cursor_class is None and prepared:
            cursor_class = MySQLCursorPrepared
        if cursor_class is None and dictionary:
            cursor_class = MySQLCursorDict
        if cursor_class is None and named_tuple:
            cursor_class = MySQLCursorNamedTuple
        return super().cursor(cursor_class)

    def is_connected(self):
        return self._database is not None

    def start_transaction(self, *arguments, **options):
        if self.in_transaction:
            raise errors.ProgrammingError("Transaction already in progress")
        self.begin()

    def reconnect(self, *arguments, **options):
        self._open()

    @property
    def in_transaction(self):
        return self._transaction.is_open()

    @property
    def autocommit(self):
        return self._transaction.automatic

    @autocommit.setter
    def autocommit(self, value):
        self._transaction.automatic = bool(value)

    @property
    def database(self):
        return self.db

    disconnect = _Connection.close

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()
