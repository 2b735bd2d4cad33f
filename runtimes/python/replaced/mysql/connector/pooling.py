"""MySQL Connector's pools, which make a connection each time."""

from .connection import MySQLConnection


class MySQLConnectionPool:
    """Gives connections."""

    def __init__(self, pool_size=5, pool_name=None, pool_reset_session=True, **options):
        self.pool_name, self.pool_size = pool_name, pool_size
        self._options = options

    def get_connection(self):
        return MySQLConnection(**self._options)
