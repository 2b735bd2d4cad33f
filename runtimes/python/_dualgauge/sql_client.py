"""Clients of database servers, over SQLite: what the modules that look like MySQL's and PostgreSQL's share (PEP 249).

The host says which database file stands behind a server and whether it lets the caller in.
"""

import datetime
import decimal
import sqlite3
import weakref

from .door import request
from .sql_dialects import FUNCTIONS, Raw, placeholders, statements, translate


class Refused(Exception):
    """A server that doesn't answer, or lets nobody in: the error's name."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


class Shared:
    """The one SQLite connection to a server's database, which its clients share: SQLite's locks would keep them apart where
    a server doesn't."""

    def __init__(self, path):
        self.database = sqlite3.connect(path, isolation_level=None, check_same_thread=False)
        #: Whose transaction is open, as a weak reference.
        self.owner = None
        self.kinds = set()


#: By the path of the file.
_shared = {}


def open_database(kind, host, port, user, password):
    """What is behind a server: a connection in which nothing is begun by itself."""
    answer = request(
        "server_database", kind=kind, host=str(host), port=int(port) & 0xFFFF, user=str(user), password=str(password)
    )
    if answer["errno"] is not None:
        raise Refused(answer["errno"])
    path = answer["path"]
    if path not in _shared:
        _shared[path] = Shared(path)
    shared = _shared[path]
    if kind not in shared.kinds:
        shared.kinds.add(kind)
        for name, arguments, function in FUNCTIONS[kind]:
            shared.database.create_function(name, arguments, function)
    return shared


class Adapted:
    """A value that its module turns into another one."""

    def __init__(self, adapted):
        self.adapted = adapted


def bound(value):
    """A parameter as SQLite takes it."""
    if isinstance(value, decimal.Decimal):
        return str(value)
    if isinstance(value, Adapted):
        return value.adapted
    if isinstance(value, datetime.datetime):
        return value.isoformat(" ")
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    return value


def literal(value, kind):
    """A value as text in a statement, quoted."""
    if isinstance(value, Raw):
        return value.text
    value = bound(value)
    if value is None:
        return "NULL"
    if isinstance(value, bool):
        return str(value).lower() if kind == "postgresql" else str(int(value))
    if isinstance(value, (int, float, decimal.Decimal)):
        return str(value)
    if isinstance(value, (bytes, bytearray, memoryview)):
        return "X'" + bytes(value).hex() + "'"
    if isinstance(value, (list, tuple, set)):
        return "(" + ",".join(literal(element, kind) for element in value) + ")"
    return quoted(str(value), kind)


def quoted(text, kind):
    """A text literal that holds this text."""
    text = text.replace("'", "''")
    # MySQL takes a backslash for an escape.
    return "'" + (text.replace("\\", "\\\\") if kind == "mysql" else text) + "'"


def interpolated(statement, parameters, kind):
    """The statement with its parameters in it as text, as `mogrify` shows it."""
    if parameters is None:
        return statement
    if isinstance(parameters, dict):
        return statement % {name: literal(value, kind) for name, value in parameters.items()}
    if not isinstance(parameters, (list, tuple)):
        parameters = (parameters,)
    return statement % tuple(literal(value, kind) for value in parameters)


class Transaction:
    """What a client has begun and not yet ended."""

    def __init__(self, shared, automatic):
        self._shared = shared
        self.database = shared.database
        #: Whether each statement stands for itself.
        self.automatic = automatic

    def is_open(self):
        """Whether this client has begun one."""
        owner = self._shared.owner
        return self.database.in_transaction and owner is not None and owner() is self

    def begin(self):
        """Begins one; where another client is in the middle of one, this one takes part in it."""
        self.forget_the_gone()
        if not self.database.in_transaction:
            self.database.execute("BEGIN")
            self._shared.owner = weakref.ref(self)

    def forget_the_gone(self):
        """Undoes what a client has left that isn't there any more, as a server does when a connection ends."""
        owner = self._shared.owner
        if self.database.in_transaction and owner is not None and owner() is None:
            self.database.execute("ROLLBACK")

    def execute(self, statement, values):
        """Runs one statement, in a transaction where the server would have begun one."""
        self.forget_the_gone()
        first = statement.split(None, 1)[:1]
        changes = first and first[0].upper() in ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
        began = changes and not self.automatic and not self.database.in_transaction
        if began:
            self.begin()
        try:
            result = Result(self.database.execute(statement, values))
        except sqlite3.Error:
            if began:
                self.end("ROLLBACK")
            raise
        if self.database.in_transaction and self._shared.owner is None:
            # By a statement of the program's own.
            self._shared.owner = weakref.ref(self)
        return result

    def end(self, how):
        """`COMMIT` or `ROLLBACK`, where there is something to end."""
        if self.database.in_transaction:
            self.database.execute(how)
        self._shared.owner = None

    def leave(self):
        """The client goes: what it hasn't committed is lost."""
        if self.is_open():
            self.end("ROLLBACK")


class Result:
    """What a statement gave: all of it, as these libraries fetch it at once."""

    def __init__(self, cursor):
        self.rows = cursor.fetchall()
        self.columns = [column[0] for column in cursor.description or ()]
        self.lastrowid = cursor.lastrowid
        self.rowcount = len(self.rows) if cursor.description and cursor.rowcount < 0 else cursor.rowcount


def run(transaction, kind, statement, parameters=None, several=False):
    """Runs a statement, or `several` of them, and returns the results. Errors are SQLite's."""
    values = []
    if parameters is not None:
        statement, values = placeholders(statement, parameters)
    statement = translate(kind, statement)
    parts = statements(kind, statement) if several and not values else [statement]
    results = []
    for part in parts:
        results.append(transaction.execute(part, [bound(value) for value in values]))
    return results
