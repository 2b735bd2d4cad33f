"""PyMySQL's cursors."""

from _dualgauge.sql_cursors import BaseCursor


class Cursor(BaseCursor):
    """Rows are tuples."""

    def _many(self, rows):
        return tuple(rows)

    @property
    def _executed(self):
        return self.query


class DictCursor(BaseCursor):
    """Rows are dicts."""

    @staticmethod
    def _row(columns, values):
        return dict(zip(columns, values))


class SSCursor(Cursor):
    """The same: all rows are there at once."""

    def _many(self, rows):
        return rows


class SSDictCursor(DictCursor):
    """The same: all rows are there at once."""
