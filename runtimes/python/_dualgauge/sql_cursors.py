"""Cursors and connections in the shape of PEP 249, which the modules of database servers derive theirs from."""

import sqlite3

from .sql_client import Refused, Transaction, interpolated, literal, open_database, quoted, run


class BaseCursor:
    """Runs statements of a connection and holds what the last one gave."""

    #: How a row is made of its columns' names and its values.
    @staticmethod
    def _row(columns, values):
        return values

    arraysize = 1

    def __init__(self, connection):
        self.connection = connection
        self._results = []
        self._position = 0
        self.rowcount = -1
        self.lastrowid = None
        self.description = None
        self.closed = False
        self.query = None

    def execute(self, query, args=None):
        """Runs a statement."""
        self._check()
        query = self.connection._text(query)
        self.query = query
        self._take(self.connection._run(query, args))
        return self.rowcount

    def executemany(self, query, args):
        """Runs a statement once for each of the parameters."""
        count = 0
        for parameters in args:
            self.execute(query, parameters)
            count += max(self.rowcount, 0)
        self.rowcount = count
        return count

    def _take(self, results):
        self._results = results[1:]
        self._show(results[0] if results else None)

    def _show(self, result):
        self._result = result
        self._position = 0
        self.rowcount = -1 if result is None else result.rowcount
        self.lastrowid = None if result is None else result.lastrowid
        columns = [] if result is None else result.columns
        self.description = tuple((name, None, None, None, None, None, None) for name in columns) or None

    def nextset(self):
        """Goes on to the result of the next statement."""
        if not self._results:
            return None
        self._show(self._results.pop(0))
        return True

    def _check(self):
        if self.closed or self.connection._database is None:
            raise self.connection._errors.InterfaceError("cursor already closed")

    def _left(self, count=None):
        self._check()
        if self.description is None:
            if self.connection._strict_fetch:
                raise self.connection._errors.ProgrammingError("no results to fetch")
            return []
        start = self._position
        rows = self._result.rows[start : None if count is None else start + count]
        self._position += len(rows)
        return [self._row(self._result.columns, row) for row in rows]

    def fetchone(self):
        return next(iter(self._left(1)), None)

    def fetchmany(self, size=None):
        return self._many(self._left(self.arraysize if size is None else size))

    def fetchall(self):
        return self._many(self._left())

    def _many(self, rows):
        return rows

    def __iter__(self):
        return iter(self.fetchone, None)

    @property
    def rownumber(self):
        return self._position

    def mogrify(self, query, args=None):
        return interpolated(self.connection._text(query), args, self.connection._kind)

    def setinputsizes(self, *arguments):
        pass

    def setoutputsizes(self, *arguments):
        pass

    def close(self):
        self.closed = True

    def __enter__(self):
        return self

    def __exit__(self, kind, value, step):
        self.close()


class BaseConnection:
    """A connection to a server."""

    _kind = None
    #: The exceptions of its module.
    _errors = None
    #: What `cursor()` makes.
    _cursor_class = BaseCursor
    #: Whether fetching from a statement without a result is an error.
    _strict_fetch = False

    def __init__(self, host, port, user, password, database, automatic, several):
        self.host, self.port, self.user, self.db = host, int(port), user, database
        self._several = several
        try:
            shared = open_database(self._kind, host, port, user or "", password or "")
        except Refused as refused:
            self._database = None
            raise self._refusal(refused.name) from None
        self._database = shared.database
        self._transaction = Transaction(shared, automatic)

    def _refusal(self, name):
        """The exception for a server that can't be connected to."""
        raise NotImplementedError

    def _failure(self, error):
        """The exception for an error of SQLite's."""
        raise NotImplementedError

    def _text(self, query):
        return query.decode() if isinstance(query, (bytes, bytearray)) else query

    def _open(self):
        if self._database is None:
            raise self._errors.InterfaceError(0, "connection already closed")
        return self._database

    def _run(self, query, parameters):
        self._open()
        try:
            return run(self._transaction, self._kind, query, parameters, self._several)
        except (sqlite3.Error, sqlite3.Warning) as error:
            raise self._failure(error) from error

    def cursor(self, cursor=None):
        self._open()
        return (cursor or self._cursor_class)(self)

    def commit(self):
        self._open()
        self._transaction.end("COMMIT")

    def rollback(self):
        self._open()
        self._transaction.end("ROLLBACK")

    def begin(self):
        self._open()
        self._transaction.begin()

    def close(self):
        if self._database is not None:
            self._transaction.leave()
            self._database = None

    def escape(self, obj, mapping=None):
        return literal(obj, self._kind)

    literal = escape

    def escape_string(self, s):
        return quoted(s, self._kind)[1:-1]


def exceptions(module, names, base=Exception):
    """PEP 249's exceptions, as classes of a module. `names` are those of its error and of the ones below it."""
    made = {}

    def make(name, *bases):
        made[name] = type(name, bases, {"__module__": module})

    make("Warning", base)
    make("Error", base)
    make("InterfaceError", made["Error"])
    make("DatabaseError", made["Error"])
    for name in names:
        make(name, made["DatabaseError"])
    return made


#: The errors below `DatabaseError`.
DATABASE_ERRORS = (
    "DataError", "OperationalError", "IntegrityError", "InternalError", "ProgrammingError", "NotSupportedError",
)  # fmt: skip


def sort_of(error):
    """Which of PEP 249's exceptions a server would have raised for an error of SQLite's, and what it is about."""
    text = str(error)
    if isinstance(error, sqlite3.IntegrityError):
        for start, about in (("UNIQUE", "unique"), ("NOT NULL", "not null"), ("FOREIGN KEY", "foreign key"), ("CHECK", "check")):
            if text.startswith(start):
                return "IntegrityError", about
        return "IntegrityError", ""
    for start, about in (("no such table", "table"), ("no such column", "column"), ("no such function", "function")):
        if text.startswith(start):
            return "ProgrammingError", about
    if "syntax error" in text or "one statement at a time" in text or text.startswith(("unrecognized token", "incomplete")):
        return "ProgrammingError", "syntax"
    if isinstance(error, (sqlite3.ProgrammingError, sqlite3.Warning)):
        return "ProgrammingError", "syntax"
    return "OperationalError", ""
