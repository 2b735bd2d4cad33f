"""Servers of the program's own: what is bound, listened to and connected to within the process never leaves it."""

import errno
import stat

from .audit_events import plain
from .descriptors import End, Pipe, failure
from .door import report

#: What stands for all addresses of this machine.
ANY = ("", "0.0.0.0", "::")


def is_local(address):
    """Whether an address is this machine's own."""
    return address in ANY or address.startswith(("127.", "::ffff:127.")) or address == "::1"


def told(address, port):
    """An address and a port as the trace has them."""
    address = plain(address)
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"


class LocalStream(End):
    """One end of a stream within the process."""

    file_type = stat.S_IFSOCK

    def __init__(self, incoming, outgoing, name, peer):
        self.incoming, self.outgoing = incoming, outgoing
        self.name, self.peer = name, peer

    def delay(self):
        return self.incoming.delay()

    def receive(self, size):
        return self.incoming.receive(size)

    def send(self, data):
        if self.outgoing.ended:
            raise failure(errno.EPIPE, BrokenPipeError)
        self.outgoing.data += data
        return len(data)

    def shutdown(self, how):
        self.outgoing.ended = True
        if how == 0:
            self.incoming.ended = True

    def close(self):
        self.shutdown(0)


def pair(name=("", 0), peer=("", 0)):
    """Both ends of a new stream."""
    there, back = Pipe(), Pipe()
    return LocalStream(back, there, name, peer), LocalStream(there, back, peer, name)


class Listener(End):
    """A socket that is listened to."""

    file_type = stat.S_IFSOCK

    def __init__(self, name, backlog):
        self.name = name
        self.backlog = max(backlog, 1)
        self.waiting = []

    def delay(self):
        return 0 if self.waiting else None

    def receive(self, size):
        raise failure(errno.ENOTCONN)

    def accept(self):
        """The next stream; BlockingIOError if nobody is waiting."""
        if not self.waiting:
            raise failure(errno.EAGAIN, BlockingIOError)
        return self.waiting.pop(0)

    def close(self):
        listeners.pop(self.name[1], None)
        for stream in self.waiting:
            stream.close()


#: Who listens, by port.
listeners = {}


def listen(name, backlog):
    """Begins to listen at an address and a port."""
    report({"kind": "network", "how": "listen", "target": told(*name[:2])})
    if name[1] in listeners:
        raise failure(errno.EADDRINUSE)
    listener = listeners[name[1]] = Listener(name, backlog)
    return listener


def connect(address, port, own_port):
    """A stream to a listener of this process; None if there is none there."""
    listener = listeners.get(port) if is_local(address) else None
    if listener is None:
        return None
    if listener.name[0] not in ANY and listener.name[0] != address:
        return None
    report({"kind": "network", "how": "connect", "target": told(address, port)})
    if len(listener.waiting) >= listener.backlog:
        raise failure(errno.ECONNREFUSED, ConnectionRefusedError)
    here, there = pair((address, own_port), (address, port))
    listener.waiting.append(there)
    return here
