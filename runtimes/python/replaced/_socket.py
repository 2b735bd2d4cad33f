"""The C part of `socket`: this build's own has no network. Connections are the host's (`_dualgauge/connections.py`); what a
program binds and listens to stays within it (`_dualgauge/local_network.py`).

Constants and what needs no network come from the interpreter's own module.
"""

import errno
from time import monotonic

from _dualgauge import connections, local_network
from _dualgauge.audit_events import plain
from _dualgauge.connections import connect as connect_to
from _dualgauge.descriptors import failure, is_virtual, table, wait
from _dualgauge.door import report
from _dualgauge.host_names import (
    getaddrinfo, gethostbyaddr, gethostbyname, gethostbyname_ex, gethostname, getnameinfo, getprotobyname, getservbyname,
    getservbyport, if_nameindex, inet_ntop, inet_pton, own, resolve, text_of,
)  # fmt: skip
from _dualgauge.socket_ends import CONNECT_TIMEOUT, SocketEnd, bound_datagrams

for _name, _value in vars(own).items():
    if _name[:2] != "__" and _name != "CAPI":
        globals().setdefault(_name, _value)

# As on Linux.
AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET = 0, 1, 2, 10, 16, 17
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_NONBLOCK, SOCK_CLOEXEC = 1, 2, 3, 0x800, 0x80000
SOL_SOCKET, SO_DEBUG, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_DONTROUTE, SO_BROADCAST = 1, 1, 2, 3, 4, 5, 6
SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_OOBINLINE, SO_LINGER, SO_REUSEPORT, SO_RCVTIMEO, SO_SNDTIMEO = 7, 8, 9, 10, 13, 15, 20, 21
SO_ACCEPTCONN, SO_DOMAIN = 30, 39
MSG_OOB, MSG_PEEK, MSG_DONTROUTE, MSG_TRUNC, MSG_DONTWAIT, MSG_WAITALL, MSG_NOSIGNAL = 1, 2, 4, 0x20, 0x40, 0x100, 0x4000
SHUT_RD, SHUT_WR, SHUT_RDWR = 0, 1, 2
has_ipv6 = True

#: This machine's address towards others.
_OWN_ADDRESS = "10.0.2.15"
#: From here on ports are given to sockets that ask for none.
_FREE_PORTS = 40000
#: A kernel takes no more at once of a datagram.
_MAX_DATAGRAM = 65507

_next_port = [_FREE_PORTS]


def _free_port():
    _next_port[0] += 1
    return _next_port[0]


class socket:
    """A socket."""

    # As the C type: instances have no dict of their own; `socket.socket` adds the weak references.
    __slots__ = ("_family", "_type", "_proto", "_fd", "_timeout")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._fd = -1
        self._timeout = getdefaulttimeout()  # noqa: F821
        if fileno is not None:
            end = table.find(fileno)
            if not isinstance(end, SocketEnd):
                raise failure(errno.ENOTSOCK)
            self._family = end.family if family == -1 else family
            self._type = end.type if type == -1 else type
            self._proto = end.proto if proto == -1 else proto
            self._fd = fileno
            return
        self._family = AF_INET if family == -1 else family
        self._type = SOCK_STREAM if type == -1 else type & ~(SOCK_NONBLOCK | SOCK_CLOEXEC)
        self._proto = 0 if proto == -1 else proto
        if self._family not in (AF_INET, AF_INET6, AF_UNIX):
            raise failure(errno.EAFNOSUPPORT)
        if self._type not in (SOCK_STREAM, SOCK_DGRAM):
            raise failure(errno.EPERM, PermissionError)
        if type != -1 and type & SOCK_NONBLOCK:
            self._timeout = 0.0
        self._fd = table.add(SocketEnd(self._family, self._type, self._proto))

    @property
    def family(self):
        return self._family

    @property
    def type(self):
        return self._type

    @property
    def proto(self):
        return self._proto

    @property
    def timeout(self):
        return self._timeout

    def fileno(self):
        return self._fd

    def close(self):
        fd, self._fd = self._fd, -1
        if fd != -1:
            table.drop(fd)

    def __del__(self):
        fd, self._fd = self._fd, -1
        if fd in table.ends:
            table.drop(fd)

    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    def _end(self):
        return table.find(self._fd)

    def settimeout(self, value, /):
        if value is not None and value < 0:
            raise ValueError("Timeout value out of range")
        self._timeout = None if value is None else float(value)

    def gettimeout(self):
        return self._timeout

    def setblocking(self, flag, /):
        self._timeout = None if flag else 0.0

    def getblocking(self):
        return self._timeout != 0.0

    def setsockopt(self, level, option, value, optlen=None, /):
        self._end().options[level, option] = value

    def getsockopt(self, level, option, buflen=0, /):
        end = self._end()
        known = {
            SO_TYPE: int(self._type), SO_DOMAIN: int(self._family),
            SO_ERROR: 0 if end.given_up is None or end.write_delay() else errno.ETIMEDOUT,
            SO_ACCEPTCONN: int(isinstance(end.stream, local_network.Listener)),
        }  # fmt: skip
        if level == SOL_SOCKET and option in known:
            return known[option]
        value = end.options.get((level, option), 0)
        if buflen and isinstance(value, int):
            return value.to_bytes(4, "little")[:buflen]
        return value

    def bind(self, address, /):
        end = self._end()
        if self._family == AF_UNIX:
            raise failure(errno.EACCES, PermissionError)
        if end.name is not None:
            raise failure(errno.EINVAL)
        host, port = self._address(address, "bind")
        report({"kind": "network", "how": "bind", "target": local_network.told(host, port)})
        if not local_network.is_local(host) and host != _OWN_ADDRESS:
            raise failure(errno.EADDRNOTAVAIL)
        end.name = (host, port or _free_port())
        if end.is_datagram():
            if end.name[1] in bound_datagrams:
                end.name = None
                raise failure(errno.EADDRINUSE)
            bound_datagrams[end.name[1]] = end

    def listen(self, backlog=128, /):
        end = self._end()
        if end.name is None:
            end.name = ("0.0.0.0", _free_port())
        if end.stream is None:
            end.stream = local_network.listen(end.name, backlog)

    def _accept(self):
        end = self._end()
        if not isinstance(end.stream, local_network.Listener):
            raise failure(errno.EINVAL)
        if not wait([end.stream], self._timeout) and self._timeout:
            raise TimeoutError("timed out")
        stream = end.stream.accept()
        report({"kind": "network", "how": "accept", "target": local_network.told(*stream.peer[:2])})
        accepted = SocketEnd(self._family, self._type, self._proto)
        accepted.stream = stream
        return table.add(accepted), self._named(stream.peer)

    def _named(self, name):
        """An address as programs see it."""
        return (*name[:2], 0, 0) if self._family == AF_INET6 else tuple(name[:2])

    def getsockname(self):
        end = self._end()
        if self._family == AF_UNIX:
            return ""
        if isinstance(end.stream, local_network.LocalStream):
            return self._named(end.stream.name)
        if isinstance(end.stream, connections.Connection):
            if end.name is None or end.name[0] in local_network.ANY:
                port = _free_port() if end.name is None else end.name[1]
                local = local_network.is_local(end.stream.peer[0])
                end.name = ("127.0.0.1" if local else _OWN_ADDRESS, port)
        if end.name is None:
            return self._named(("::" if self._family == AF_INET6 else "0.0.0.0", 0))
        return self._named(end.name)

    def getpeername(self):
        end = self._end()
        return "" if self._family == AF_UNIX else self._named(end.connected().peer)

    def _address(self, address, function):
        """The numeric address and the port that an address names."""
        if not isinstance(address, tuple):
            raise TypeError(f"{function}(): AF_INET address must be tuple, not {type(address).__name__}")
        if len(address) < 2:
            raise TypeError(f"{function}(): AF_INET address must be a pair (host, port)")
        port = address[1]
        if not isinstance(port, int):
            raise TypeError(f"'{type(port).__name__}' object cannot be interpreted as an integer")
        if not 0 <= port <= 65535:
            raise OverflowError(f"{function}(): port must be 0-65535.")
        found = resolve(text_of(address[0]), self._family)
        suitable = [text for known, text in found if known == self._family]
        if not suitable:
            raise gaierror(-9, "Address family for hostname not supported")  # noqa: F821
        return suitable[0].partition("%")[0], port

    def connect(self, address, /):
        end = self._end()
        if self._family == AF_UNIX or isinstance(address, (str, bytes)):
            report({"kind": "network", "how": "connect", "target": plain(address)}, "ENOENT")
            raise failure(errno.ENOENT, FileNotFoundError)
        host, port = self._address(address, "connect")
        if end.stream is not None and not end.is_datagram():
            raise failure(errno.EISCONN)
        if end.is_datagram():
            end.stream = connect_to("datagram", host, port, self._timeout or None)
            return
        own_port = end.name[1] if end.name is not None else _free_port()
        end.stream = local_network.connect(host, port, own_port)
        if end.stream is not None:
            return
        if end.given_up is not None:
            raise failure(errno.EALREADY if end.write_delay() else errno.ETIMEDOUT, BlockingIOError)
        try:
            end.stream = connect_to("stream", host, port, self._timeout)
        except TimeoutError:
            if self._timeout != 0:
                raise
            end.given_up = monotonic() + CONNECT_TIMEOUT
            raise failure(errno.EINPROGRESS, BlockingIOError) from None

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except gaierror:  # noqa: F821
            raise
        except OSError as error:
            # A timeout of the program's own has no number.
            return error.errno or errno.EAGAIN
        return 0

    def send(self, data, flags=0, /):
        data = memoryview(data).cast("B")
        end = self._end()
        end.connected()
        return end.send(data) if data or end.is_datagram() else 0

    def sendall(self, data, flags=0, /):
        data = memoryview(data).cast("B")
        end = self._end()
        end.connected()
        while data:
            data = data[end.send(data) :]

    def sendmsg(self, buffers, ancdata=(), flags=0, address=None, /):
        data = b"".join(bytes(buffer) for buffer in buffers)
        return self.send(data) if address is None else self.sendto(data, address)

    def sendto(self, data, *arguments):
        end = self._end()
        if not arguments:
            raise TypeError("sendto() takes 2 or 3 arguments (1 given)")
        if not end.is_datagram():
            return self.send(data)
        data = bytes(data)
        if len(data) > _MAX_DATAGRAM:
            raise failure(errno.EMSGSIZE)
        target = self._address(arguments[-1], "sendto")
        if end.name is None:
            end.name = ("0.0.0.0", _free_port())
        other = bound_datagrams.get(target[1]) if local_network.is_local(target[0]) else None
        if other is not None:
            report({"kind": "network", "how": "send", "target": local_network.told(*target)})
            other.inbox.append((data, ("127.0.0.1", end.name[1])))
            return len(data)
        if target not in end.others:
            end.others[target] = connect_to("datagram", *target)
        return end.others[target].send(data)

    def recv(self, bufsize, flags=0, /):
        if bufsize < 0:
            raise ValueError("negative buffersize in recv")
        end = self._end()
        timeout = 0 if flags & MSG_DONTWAIT else self._timeout
        data = end.read(bufsize, timeout) if bufsize else b""
        if flags & MSG_WAITALL:
            while len(data) < bufsize and (more := end.read(bufsize - len(data), timeout)):
                data += more
        if flags & MSG_PEEK:
            end.ahead = data + end.ahead
        return data

    def recv_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        data = self.recv(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data)

    def recvfrom(self, bufsize, flags=0, /):
        end = self._end()
        if not end.is_datagram() or end.stream is not None:
            data = self.recv(bufsize, flags)
            return data, self.getpeername() if end.is_datagram() else None
        if not wait([end], self._timeout) and self._timeout:
            raise TimeoutError("timed out")
        data, sender = end.receive_from(bufsize)
        return data, self._named(sender)

    def recvfrom_into(self, buffer, nbytes=0, flags=0):
        view = memoryview(buffer).cast("B")
        data, sender = self.recvfrom(nbytes or len(view), flags)
        view[: len(data)] = data
        return len(data), sender

    def recvmsg(self, bufsize, ancbufsize=0, flags=0, /):
        data, sender = self.recvfrom(bufsize, flags)
        return data, [], 0, sender

    def shutdown(self, how, /):
        stream = self._end().connected()
        if how not in (SHUT_RD, SHUT_WR, SHUT_RDWR):
            raise failure(errno.EINVAL)
        if how != SHUT_RD:
            # The other side is told of the end; what it still sends can be read.
            stream.shutdown(1)


SocketType = socket


def socketpair(family=AF_UNIX, type=SOCK_STREAM, proto=0, /):
    sockets = []
    for stream in local_network.pair():
        end = SocketEnd(family, type, proto)
        end.stream = stream
        sockets.append(socket(family, type, proto, table.add(end)))
    return tuple(sockets)


def dup(fd, /):
    return table.add(table.find(fd))


def close(fd, /):
    if not is_virtual(fd):
        raise failure(errno.EBADF)
    table.drop(fd)
