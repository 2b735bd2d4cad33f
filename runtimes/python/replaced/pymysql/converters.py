"""PyMySQL's ways to put values into statements."""

from _dualgauge.sql_client import literal, quoted


def escape_string(value, mapping=None):
    return quoted(value, "mysql")[1:-1]


def escape_item(val, charset, mapping=None):
    return literal(val, "mysql")
