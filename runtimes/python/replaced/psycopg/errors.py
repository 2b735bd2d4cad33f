"""psycopg's exceptions: psycopg2's under other names."""

from _dualgauge.postgresql_shape import STATES
from _dualgauge.sql_cursors import DATABASE_ERRORS, exceptions

_made = exceptions("psycopg", DATABASE_ERRORS)
globals().update(_made)
for _state, _name in STATES.values():
    _base = "IntegrityError" if _state.startswith("23") else "ProgrammingError"
    globals()[_name] = type(_name, (_made[_base],), {"__module__": "psycopg.errors", "sqlstate": _state})
