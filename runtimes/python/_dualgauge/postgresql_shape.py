"""What the two modules for PostgreSQL have in common: its errors, how a server is named, and statements put together from parts."""

from urllib.parse import parse_qsl, unquote, urlsplit

from .sql_client import literal
from .sql_cursors import BaseConnection, sort_of
from .sql_dialects import POSTGRESQL

#: SQLSTATE and the name of the exception for what an error is about.
STATES = {
    "table": ("42P01", "UndefinedTable"), "column": ("42703", "UndefinedColumn"), "function": ("42883", "UndefinedFunction"),
    "syntax": ("42601", "SyntaxError"), "unique": ("23505", "UniqueViolation"), "not null": ("23502", "NotNullViolation"),
    "foreign key": ("23503", "ForeignKeyViolation"), "check": ("23514", "CheckViolation"),
}  # fmt: skip


def _said(about, text):
    subject = text.rpartition(": ")[2]
    return {
        "table": f'relation "{subject}" does not exist',
        "column": f'column "{subject}" does not exist',
        "function": f"function {subject}() does not exist",
        "syntax": f"syntax error at or near {text.partition(':')[0].removeprefix('near ')}",
        "unique": f'duplicate key value violates unique constraint "{subject}"',
        "not null": f'null value in column "{subject.rpartition(".")[2]}" violates not-null constraint',
    }.get(about, text)


class PostgreSQLConnection(BaseConnection):
    """A connection to a PostgreSQL server."""

    _kind = POSTGRESQL
    _strict_fetch = True
    #: The module that has an exception for each SQLSTATE.
    _states = None

    def _failure(self, error):
        kind, about = sort_of(error)
        state, name = STATES.get(about, (None, None))
        made = getattr(self._states, name) if name else getattr(self._errors, kind)
        failure = made(_said(about, str(error)) + "\n")
        failure.pgcode = failure.sqlstate = state
        failure.pgerror = str(failure)
        return failure

    def _refusal(self, name):
        start = f'connection to server at "{self.host}", port {self.port} failed: '
        if name == "ENOENT":
            text = f'could not translate host name "{self.host}" to address: Name or service not known'
        elif name == "EACCES":
            text = start + f'FATAL:  password authentication failed for user "{self.user}"'
        else:
            text = start + "Connection refused\n\tIs the server running on that host and accepting TCP/IP connections?"
        return self._errors.OperationalError(text + "\n")


def parameters_of(dsn):
    """What a connection string names: `key=value` pairs, or a URL."""
    if dsn.startswith(("postgresql://", "postgres://")):
        url = urlsplit(dsn)
        found = {
            "host": url.hostname, "port": url.port, "user": url.username and unquote(url.username),
            "password": url.password and unquote(url.password), "dbname": unquote(url.path.lstrip("/")),
            **dict(parse_qsl(url.query)),
        }  # fmt: skip
        return {name: value for name, value in found.items() if value}
    found = {}
    for pair in dsn.split():
        name, separator, value = pair.partition("=")
        if not separator:
            raise ValueError(f'invalid dsn: missing "=" after "{pair}" in connection info string')
        found[name] = value.strip("'")
    return found


class Composable:
    """A part of a statement."""

    def __init__(self, wrapped):
        self._wrapped = wrapped

    def as_string(self, context=None):
        raise NotImplementedError

    def __add__(self, other):
        parts = other._wrapped if isinstance(other, Composed) else [other]
        return Composed([*(self._wrapped if isinstance(self, Composed) else [self]), *parts])

    def __mul__(self, count):
        return Composed([self] * count)

    def __eq__(self, other):
        return type(self) is type(other) and self._wrapped == other._wrapped

    def __repr__(self):
        return f"{type(self).__name__}({self._wrapped!r})"


class Composed(Composable):
    """Several parts."""

    def __init__(self, seq):
        super().__init__([part if isinstance(part, Composable) else Literal(part) for part in seq])

    def as_string(self, context=None):
        return "".join(part.as_string(context) for part in self._wrapped)

    def __iter__(self):
        return iter(self._wrapped)

    def join(self, joiner):
        return (SQL(joiner) if isinstance(joiner, str) else joiner).join(self)


class SQL(Composable):
    """A piece of text that the program itself has."""

    def __init__(self, string):
        if not isinstance(string, str):
            raise TypeError("SQL values must be strings")
        super().__init__(string)

    string = property(lambda self: self._wrapped)

    def as_string(self, context=None):
        return self._wrapped

    def format(self, *args, **kwargs):
        from string import Formatter

        parts, next_one = [], 0
        for text, name, spec, conversion in Formatter().parse(self._wrapped):
            if spec or conversion:
                raise ValueError("no format specification supported by SQL")
            if text:
                parts.append(SQL(text))
            if name is None:
                continue
            if name == "":
                name, next_one = str(next_one), next_one + 1
            parts.append(args[int(name)] if name.isdigit() else kwargs[name])
        return Composed(parts)

    def join(self, seq):
        parts = []
        for part in seq:
            if parts:
                parts.append(self)
            parts.append(part)
        return Composed(parts)


class Identifier(Composable):
    """A name, quoted."""

    def __init__(self, *strings):
        if not strings or not all(isinstance(text, str) for text in strings):
            raise TypeError("Identifier cannot be empty, and its parts are strings")
        super().__init__(strings)

    strings = property(lambda self: self._wrapped)

    def as_string(self, context=None):
        return ".".join('"' + text.replace('"', '""') + '"' for text in self._wrapped)


class Literal(Composable):
    """A value, quoted."""

    def as_string(self, context=None):
        # Percent signs are doubled where the statement is given parameters besides; the text is the same as with libpq.
        return literal(self._wrapped, POSTGRESQL)


class Placeholder(Composable):
    """A place for a parameter."""

    def __init__(self, name=None):
        super().__init__(name)

    def as_string(self, context=None):
        return "%s" if self._wrapped is None else f"%({self._wrapped})s"
