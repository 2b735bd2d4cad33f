"""MySQL Connector's cursors."""

from collections import namedtuple

from _dualgauge.sql_cursors import BaseCursor


class MySQLCursor(BaseCursor):
    """Rows are tuples."""

    def execute(self, operation, params=(), multi=False):
        self._check()
        if isinstance(params, (list, dict, tuple)) and not params:
            params = None
        text = self.connection._text(operation)
        self.query = text
        self._take(self.connection._run(text, params, several=multi))
        return self._each() if multi else None

    def _each(self):
        yield self
        while self.nextset():
            yield self

    @property
    def statement(self):
        return self.query

    @property
    def column_names(self):
        return tuple(column[0] for column in self.description or ())

    @property
    def with_rows(self):
        return self.description is not None

    def close(self):
        super().close()
        return True


class MySQLCursorDict(MySQLCursor):
    """Rows are dicts."""

    @staticmethod
    def _row(columns, values):
        return dict(zip(columns, values))


class MySQLCursorNamedTuple(MySQLCursor):
    """Rows are named tuples."""

    @staticmethod
    def _row(columns, values):
        return namedtuple("Row", columns, rename=True)(*values)


class MySQLCursorPrepared(MySQLCursor):
    """Statements are prepared, with `?` or `%s` for parameters."""

    def execute(self, operation, params=(), multi=False):
        return super().execute(operation.replace("?", "%s") if params else operation, params)


class MySQLCursorBuffered(MySQLCursor):
    """The same: all rows are there at once."""


class MySQLCursorBufferedDict(MySQLCursorDict):
    """The same: all rows are there at once."""
