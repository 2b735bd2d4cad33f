"""PyMySQL's exceptions."""

from _dualgauge.sql_cursors import DATABASE_ERRORS, exceptions


class MySQLError(Exception):
    """An error of MySQL's, or of the client's."""


globals().update(exceptions("pymysql.err", DATABASE_ERRORS, MySQLError))
