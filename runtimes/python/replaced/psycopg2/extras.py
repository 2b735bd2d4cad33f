"""psycopg2's other cursors, and what runs one statement with many parameters."""

import json
from collections import namedtuple

from _dualgauge.sql_client import Adapted

from .extensions import connection, cursor


class RealDictRow(dict):
    """A row as a dict."""


class RealDictCursor(cursor):
    """Rows are dicts."""

    @staticmethod
    def _row(columns, values):
        return RealDictRow(zip(columns, values))


class DictRow(list):
    """A row by numbers and by names."""

    def __init__(self, columns, values):
        super().__init__(values)
        self._columns = columns

    def __getitem__(self, key):
        return super().__getitem__(key if isinstance(key, (int, slice)) else self._place(key))

    def _place(self, name):
        if name not in self._columns:
            raise KeyError(name)
        return self._columns.index(name)

    def get(self, name, default=None):
        return self[name] if name in self._columns else default

    def keys(self):
        return iter(self._columns)

    def values(self):
        return iter(self)

    def items(self):
        return zip(self._columns, self)

    def __contains__(self, name):
        return name in self._columns


class DictCursor(cursor):
    """Rows are `DictRow`s."""

    @staticmethod
    def _row(columns, values):
        return DictRow(columns, values)


class NamedTupleCursor(cursor):
    """Rows are named tuples."""

    @staticmethod
    def _row(columns, values):
        return namedtuple("Record", columns, rename=True)(*values)


class Json(Adapted):
    """A value that is bound as JSON."""

    def __init__(self, adapted, dumps=json.dumps):
        super().__init__(dumps(adapted))


class RealDictConnection(connection):
    """A connection whose cursors give dicts."""

    _cursor_class = RealDictCursor


class DictConnection(connection):
    """A connection whose cursors give `DictRow`s."""

    _cursor_class = DictCursor


def execute_batch(cur, sql, argslist, page_size=100):
    for arguments in argslist:
        cur.execute(sql, arguments)


def execute_values(cur, sql, argslist, template=None, page_size=100, fetch=False):
    found = []
    rows = list(argslist)
    for start in range(0, len(rows), page_size):
        page = rows[start : start + page_size]
        one = template or "(" + ",".join(["%s"] * len(page[0])) + ")"
        values = [value for row in page for value in row]
        cur.execute(sql.replace("%s", ",".join([one] * len(page)), 1), values)
        if fetch:
            found += cur.fetchall()
    return found if fetch else None


def register_uuid(*arguments, **options):
    """UUIDs are bound as text."""


def register_default_json(*arguments, **options):
    """JSON is given as text."""


register_default_jsonb = register_default_json
