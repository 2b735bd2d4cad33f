"""psycopg2's exceptions for SQLSTATEs, and PEP 249's."""

from _dualgauge.sql_cursors import DATABASE_ERRORS, exceptions


class _Told(Exception):
    """An error with what the server said of it."""

    pgcode = pgerror = sqlstate = cursor = None


_made = exceptions("psycopg2", DATABASE_ERRORS, _Told)
_made["DatabaseError"].__module__ = "psycopg2"
globals().update(_made)


def _state(name, base):
    globals()[name] = type(name, (_made[base],), {"__module__": "psycopg2.errors"})


for _name in ("UndefinedTable", "UndefinedColumn", "UndefinedFunction", "SyntaxError"):
    _state(_name, "ProgrammingError")
for _name in ("UniqueViolation", "NotNullViolation", "ForeignKeyViolation", "CheckViolation"):
    _state(_name, "IntegrityError")
for _name in ("InFailedSqlTransaction",):
    _state(_name, "InternalError")
