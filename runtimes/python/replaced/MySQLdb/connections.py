"""mysqlclient's connections."""

from _dualgauge.mysql_shape import MULTI_STATEMENTS, MySQLConnection

from . import _exceptions
from .cursors import Cursor


class Connection(MySQLConnection):
    """A connection to a MySQL server."""

    _errors = _exceptions
    _cursor_class = Cursor

    def __init__(self, host=None, user=None, password=None, database=None, port=3306, *, passwd=None, db=None,
                 cursorclass=Cursor, client_flag=0, autocommit=False, **others):  # fmt: skip
        super().__init__(
            host or "localhost", port or 3306, user, password or passwd, database or db, bool(autocommit),
            bool(client_flag & MULTI_STATEMENTS),
        )  # fmt: skip
        self._cursor_class = cursorclass

    def autocommit(self, on):
        self._transaction.automatic = bool(on)

    def get_autocommit(self):
        return self._transaction.automatic

    def escape_string(self, s):
        text = s.decode() if isinstance(s, bytes) else s
        return super().escape_string(text).encode()

    def query(self, query):
        self.cursor().execute(query)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()
