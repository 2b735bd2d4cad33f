"""mysqlclient's cursors."""

from _dualgauge.sql_cursors import BaseCursor


class Cursor(BaseCursor):
    """Rows are tuples."""

    def _many(self, rows):
        return tuple(rows)


class DictCursor(Cursor):
    """Rows are dicts."""

    @staticmethod
    def _row(columns, values):
        return dict(zip(columns, values))


class SSCursor(Cursor):
    """The same: all rows are there at once."""


class SSDictCursor(DictCursor):
    """The same: all rows are there at once."""
