"""What is behind the descriptors of sockets."""

import errno
import stat
from time import monotonic

from . import connections, local_network
from .descriptors import End, failure

SOCK_DGRAM = 2
#: After so many seconds Linux gives up an attempt to connect.
CONNECT_TIMEOUT = 127


class SocketEnd(End):
    """What is behind a socket's descriptor."""

    file_type = stat.S_IFSOCK

    def __init__(self, family, type, proto):
        self.family, self.type, self.proto = family, type, proto
        self.options = {}
        self.name = None
        #: A connection, one end of a stream within the process, a listener; None if it is neither connected nor listening.
        self.stream = None
        #: Of a datagram socket that isn't connected: what it has sent to, by address, and what came from within the process.
        self.others = {}
        self.inbox = []
        #: What was looked at without being taken.
        self.ahead = b""
        #: When an attempt to connect that nobody answers is given up, where the socket doesn't wait for that.
        self.given_up = None

    def is_datagram(self):
        return self.type == SOCK_DGRAM

    def delay(self):
        if self.ahead or self.inbox:
            return 0
        if self.stream is not None:
            return self.stream.delay()
        if not self.is_datagram():
            return self.write_delay()
        return min((delay for delay in (other.delay() for other in self.others.values()) if delay is not None), default=None)

    def write_delay(self):
        return 0 if self.given_up is None else max(0, self.given_up - monotonic())

    def receive(self, size):
        if self.ahead:
            piece, self.ahead = self.ahead[:size], self.ahead[size:]
            more = size - len(piece)
            if more and not self.is_datagram() and self.stream is not None and self.stream.delay() == 0:
                piece += self.stream.receive(more)
            return piece
        if self.inbox or self.stream is None and self.is_datagram():
            return self.receive_from(size)[0]
        return self.connected().receive(size)

    def read(self, size, timeout=None):
        if self.ahead or not isinstance(self.stream, connections.Connection):
            return super().read(size, timeout)
        return self.stream.read(size, timeout)

    def receive_from(self, size):
        """A datagram and where it is from."""
        if self.inbox:
            data, sender = self.inbox.pop(0)
            return data[:size], sender
        for sender, other in self.others.items():
            if other.delay() == 0:
                return other.receive(size), sender
        raise failure(errno.EAGAIN, BlockingIOError)

    def send(self, data):
        return self.connected().send(data)

    def connected(self):
        if self.stream is None or isinstance(self.stream, local_network.Listener):
            raise failure(errno.ENOTCONN)
        return self.stream

    def close(self):
        if self.stream is not None:
            self.stream.close()
        for other in self.others.values():
            other.close()
        if self.name is not None and bound_datagrams.get(self.name[1]) is self:
            del bound_datagrams[self.name[1]]


#: Sockets for datagrams that are bound, by port.
bound_datagrams = {}
