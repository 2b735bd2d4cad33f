"""Clients of database servers, over SQLite: what the modules that look like MySQL's and PostgreSQL's share (PEP 249).

The host says which database file stands behind a server and whether it lets the caller in.
"""

import datetime
import decimal
import sqlite3

from .door import request
from .sql_dialects import FUNCTIONS, Raw, placeholders, statements, translate


class Refused(Exception):
    """A server that doesn't answer, or lets nobody in: the error's name."""

    def __init__(self, name):
        super().__init__(name)
        self.name = name


def open_database(kind, host, port, user, password):
    """The SQLite connection behind a server, in which nothing is begun by itself."""
    answer = request(
        "server_database", kind=kind, host=str(host), port=int(port) & 0xFFFF, user=str(user), password=str(password)
    )
    if answer["errno"] is not None:
        raise Refused(answer["errno"])
    database = sqlite3.connect(answer["path"], isolation_level=None, check_same_thread=False)
    for name, arguments, function in FUNCTIONS[kind]:
        database.create_function(name, arguments, function)
    return database


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
    """What is begun and not yet ended in a connection. SQLite's own statements decide what happens."""

    def __init__(self, database, automatic):
        self.database = database
        #: Whether each statement stands for itself.
        self.automatic = automatic

    def before(self, statement):
        """Begins one where the server would have."""
        first = statement.split(None, 1)[:1]
        changes = first and first[0].upper() in ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")
        if changes and not self.automatic and not self.database.in_transaction:
            self.database.execute("BEGIN")

    def end(self, how):
        """`COMMIT` or `ROLLBACK`, where there is something to end."""
        if self.database.in_transaction:
            self.database.execute(how)


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
        transaction.before(part)
        results.append(Result(transaction.database.execute(part, [bound(value) for value in values])))
    return results
