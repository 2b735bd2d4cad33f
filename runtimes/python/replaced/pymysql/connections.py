"""PyMySQL's connections."""

from _dualgauge.mysql_shape import MULTI_STATEMENTS, MySQLConnection

from . import err
from .cursors import Cursor


class Connection(MySQLConnection):
    """A connection to a MySQL server."""

    _errors = err
    _cursor_class = Cursor

    def __init__(self, *, user=None, password="", host=None, database=None, port=0, charset="", cursorclass=Cursor,
                 client_flag=0, autocommit=False, db=None, passwd=None, **others):  # fmt: skip
        self.charset, self.cursorclass = charset, cursorclass
        super().__init__(
            host or "localhost", port or 3306, user, password or passwd, database or db, bool(autocommit),
            bool(client_flag & MULTI_STATEMENTS),
        )  # fmt: skip
        self._cursor_class = cursorclass

    @property
    def open(self):
        return self._database is not None

    def autocommit(self, value):
        self._transaction.automatic = bool(value)

    def get_autocommit(self):
        return self._transaction.automatic

    def query(self, sql, unbuffered=False):
        return self.cursor().execute(sql)

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()
