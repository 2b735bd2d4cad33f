"""psycopg2's pools."""

from . import connect
from .errors import Error


class PoolError(Error):
    """A pool that has no connection to give."""


class SimpleConnectionPool:
    """Gives connections and takes them back."""

    def __init__(self, minconn, maxconn, *arguments, **options):
        self.minconn, self.maxconn = int(minconn), int(maxconn)
        self._connect = lambda: connect(*arguments, **options)
        self._free = [self._connect() for _ in range(self.minconn)]
        self._used = []
        self.closed = False

    def getconn(self, key=None):
        if self.closed or len(self._used) >= self.maxconn:
            raise PoolError("connection pool is closed" if self.closed else "connection pool exhausted")
        connection = self._free.pop() if self._free else self._connect()
        self._used.append(connection)
        return connection

    def putconn(self, conn=None, key=None, close=False):
        self._used.remove(conn)
        if close:
            conn.close()
        elif not conn.closed:
            conn.rollback()
            self._free.append(conn)

    def closeall(self):
        for connection in self._free + self._used:
            connection.close()
        self.closed = True


class ThreadedConnectionPool(SimpleConnectionPool):
    """The same."""
