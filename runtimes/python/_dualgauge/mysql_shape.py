"""What the three modules for MySQL have in common: its numbers and texts of errors."""

from .sql_cursors import BaseConnection, sort_of
from .sql_dialects import MYSQL

#: The client flag that allows several statements in a text.
MULTI_STATEMENTS = 1 << 16

_NUMBERS = {
    "table": 1146, "column": 1054, "function": 1305, "syntax": 1064, "unique": 1062, "not null": 1048,
    "foreign key": 1452, "check": 3819,
}  # fmt: skip


def _said(about, text):
    subject = text.rpartition(": ")[2]
    return {
        "table": f"Table '{subject}' doesn't exist",
        "column": f"Unknown column '{subject}' in 'field list'",
        "function": f"FUNCTION {subject} does not exist",
        "syntax": "You have an error in your SQL syntax; check the manual that corresponds to your MySQL server version "
        f"for the right syntax to use: {text}",
        "unique": f"Duplicate entry for key '{subject}'",
        "not null": f"Column '{subject.rpartition('.')[2]}' cannot be null",
        "foreign key": "Cannot add or update a child row: a foreign key constraint fails",
    }.get(about, text)


class MySQLConnection(BaseConnection):
    """A connection to a MySQL server."""

    _kind = MYSQL

    def _failure(self, error):
        kind, about = sort_of(error)
        return self._made(kind, _NUMBERS.get(about, 1105), _said(about, str(error)))

    def _refusal(self, name):
        if name == "EACCES":
            return self._made(self._denied, 1045, f"Access denied for user '{self.user}'@'{self.host}' (using password: YES)")
        reason = "[Errno -2] Name or service not known" if name == "ENOENT" else "[Errno 111] Connection refused"
        return self._made(self._unreachable, 2003, f"Can't connect to MySQL server on '{self.host}' ({reason})")

    #: Which exceptions those are.
    _denied = _unreachable = "OperationalError"

    def _made(self, kind, number, text):
        return getattr(self._errors, kind)(number, text)

    def ping(self, reconnect=True, *arguments, **options):
        self._open()

    def select_db(self, db):
        self.db = db

    def get_server_info(self):
        return "8.0.40"
