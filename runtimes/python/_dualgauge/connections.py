"""The network, which is the host's: names, connections and what goes through them.

The host records all of it; nothing is reported from here.
"""

import errno
import stat

from . import jsontext
from .descriptors import End, failure
from .door import request
from .threads import schedule

#: The most bytes that go in one request.
PIECE = 1 << 18

NANOSECONDS = 1e9

_KINDS = {
    errno.ECONNREFUSED: ConnectionRefusedError, errno.ECONNRESET: ConnectionResetError, errno.EPIPE: BrokenPipeError,
    errno.ETIMEDOUT: TimeoutError, errno.EAGAIN: BlockingIOError,
}  # fmt: skip


def number_of(name):
    """The number of an error that the host names."""
    return getattr(errno, name, errno.EIO)


def refusal(name):
    """The exception for an error that the host names."""
    number = number_of(name)
    return failure(number, _KINDS.get(number, OSError))


def resolve(name, family=0):
    """The addresses of a name as texts, none where it is unknown. `family`: 0 any, 4, 6."""
    answer = request("net_resolve", name=name, family=family)
    return [] if answer["errno"] is not None else answer["addresses"]


def milliseconds(timeout):
    """A timeout as the host counts it: -1 for none."""
    if timeout is None:
        return -1
    return min(-int(-timeout * 1000 // 1), 1 << 30)


def connect(kind, address, port, timeout=None):
    """Connects to an address (`kind`: stream, datagram) or raises what came of it."""
    answer = request("net_connect", kind=kind, address=address, port=port, timeout_ms=milliseconds(timeout))
    name = answer["errno"]
    if name is None:
        return Connection(answer["connection"], (address, port))
    # A timeout of the program's own isn't the system's, which comes after minutes.
    if name == "ETIMEDOUT" and timeout is not None:
        raise TimeoutError("timed out")
    raise refusal(name)


class TlsFailure(Exception):
    """A connection couldn't be secured: the library's text."""


#: How a handshake begins that goes through a connection as bytes: like TLS's own, but with JSON in it.
GREETING = b"\x16\x03\x01dualgauge"


def greeting(content):
    """The bytes of a greeting that says this."""
    text = jsontext.write(content).encode()
    return GREETING + len(text).to_bytes(4, "big") + text


def read_greeting(data):
    """What a greeting says and what follows it; None and the bytes where it isn't there as a whole."""
    start = len(GREETING) + 4
    end = start + int.from_bytes(data[len(GREETING) : start], "big")
    if not data.startswith(GREETING) or len(data) < max(start, end):
        return None, data
    return jsontext.read(data[start:end].decode()), data[end:]


class Connection(End):
    """A connection of the host's."""

    file_type = stat.S_IFSOCK

    def __init__(self, number, peer):
        self.number = number
        self.peer = peer
        #: What came that the host doesn't know of: the answer to a greeting.
        self.ahead = b""

    def delay(self):
        if self.ahead:
            return 0
        answer = request("net_ready", connection=self.number)
        if answer["errno"] is not None:
            return 0
        nanoseconds = answer["nanoseconds"]
        return None if nanoseconds is None else nanoseconds / NANOSECONDS

    def receive(self, size, timeout=0):
        if self.ahead:
            piece, self.ahead = self.ahead[:size], self.ahead[size:]
            return piece
        answer = request(
            "net_receive", connection=self.number, size=min(size, PIECE), timeout_ms=milliseconds(timeout)
        )
        if answer["errno"] is not None:
            raise refusal(answer["errno"])
        return answer["data"].encode("latin-1")

    def read(self, size, timeout=None):
        if timeout == 0 or schedule.pending or not schedule.is_main():
            return super().read(size, timeout)
        # Nobody else could use the time: the host lets it pass.
        try:
            return self.receive(size, timeout)
        except BlockingIOError:
            if timeout is None:
                return super().read(size, timeout)
            raise TimeoutError("timed out") from None

    def send(self, data):
        if bytes(data[: len(GREETING)]) == GREETING:
            said, rest = read_greeting(bytes(data))
            if said is not None and type(said) is dict and "options" in said:
                self._answer(said["options"])
                return len(data) - len(rest)
        data = bytes(data[:PIECE])
        answer = request("net_send", connection=self.number, data=data.decode("latin-1"))
        if answer["errno"] is not None:
            raise refusal(answer["errno"])
        return len(data)

    def secure(self, options):
        """Secures it. Returns what is known of the other side; TlsFailure if it isn't trusted."""
        answer = request("net_tls", connection=self.number, options=options)
        if answer["errno"] is None:
            return answer
        if answer["errno"] == "EPROTO":
            raise TlsFailure(answer.get("message") or "handshake failure")
        raise refusal(answer["errno"])

    def _answer(self, options):
        try:
            answer = self.secure(options)
        except TlsFailure as error:
            answer = {"failure": str(error)}
        self.ahead += greeting(answer)

    def shutdown(self, how):
        """Ends a direction: 0 both, 1 what is sent."""
        request("net_close", connection=self.number, how=how)

    def close(self):
        self.shutdown(0)
