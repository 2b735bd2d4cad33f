"""The C part of `socket`: this build's own has no network. Every use is recorded and answered as on a machine that is not
connected: names are not known, connections are refused.

Constants and what needs no network come from the interpreter's own module.
"""

import errno
import os

from importlib.machinery import BuiltinImporter
from ipaddress import ip_address

from _dualgauge.audit_events import plain
from _dualgauge.door import report
from _dualgauge.threads import schedule

_spec = BuiltinImporter.find_spec("_socket")
_own = BuiltinImporter.create_module(_spec)
BuiltinImporter.exec_module(_own)
globals().update({name: value for name, value in vars(_own).items() if name[:2] != "__" and name != "CAPI"})

# As on Linux.
AF_UNSPEC, AF_UNIX, AF_INET, AF_INET6, AF_NETLINK, AF_PACKET = 0, 1, 2, 10, 16, 17
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_NONBLOCK, SOCK_CLOEXEC = 1, 2, 3, 0x800, 0x80000
SOL_SOCKET, SO_DEBUG, SO_REUSEADDR, SO_TYPE, SO_ERROR, SO_DONTROUTE, SO_BROADCAST = 1, 1, 2, 3, 4, 5, 6
SO_SNDBUF, SO_RCVBUF, SO_KEEPALIVE, SO_OOBINLINE, SO_LINGER, SO_REUSEPORT, SO_RCVTIMEO, SO_SNDTIMEO = 7, 8, 9, 10, 13, 15, 20, 21
MSG_OOB, MSG_DONTROUTE, MSG_DONTWAIT, MSG_NOSIGNAL = 1, 4, 0x40, 0x4000
has_ipv6 = True

_NAME_UNKNOWN = "Name or service not known"
_EAI_NONAME = -2
_SERVICES = {
    "http": 80, "https": 443, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "domain": 53, "pop3": 110, "imap": 143,
    "ldap": 389, "smtps": 465, "submission": 587, "imaps": 993, "pop3s": 995, "mysql": 3306, "postgresql": 5432,
}  # fmt: skip

_next_descriptor = [1000]

def _refusal(number, kind=OSError):
    return kind(number, os.strerror(number))

def _target(address):
    if isinstance(address, tuple) and len(address) >= 2:
        return f"{plain(address[0])}:{plain(address[1])}"
    return plain(address)

def _numeric(host):
    """The address family of a numeric address, or None."""
    try:
        return AF_INET if ip_address(host).version == 4 else AF_INET6
    except ValueError:
        return None


def inet_pton(address_family, ip_string, /):
    version = {AF_INET: 4, AF_INET6: 6}.get(address_family)
    if version is None:
        raise _refusal(errno.EAFNOSUPPORT)
    try:
        address = ip_address(ip_string)
    except ValueError:
        address = None
    if address is None or address.version != version or "%" in ip_string:
        raise OSError("illegal IP address string passed to inet_pton")
    return address.packed


def inet_ntop(address_family, packed_ip, /):
    size = {AF_INET: 4, AF_INET6: 16}.get(address_family)
    if size is None:
        raise ValueError(f"unknown address family {address_family}")
    if len(packed_ip) != size:
        raise ValueError("invalid length of packed IP address string")
    return str(ip_address(bytes(packed_ip)))

def _resolve(host):
    """The addresses of a host name, as pairs of family and text."""
    if host in ("", "localhost", "localhost.localdomain", "sandbox"):
        return [(AF_INET, "127.0.0.1")]
    if host == "<broadcast>":
        return [(AF_INET, "255.255.255.255")]
    family = _numeric(host)
    if family is not None:
        return [(family, host)]
    try:
        # As the C library: one to four numbers in decimal, octal or hexadecimal.
        return [(AF_INET, inet_ntoa(inet_aton(host)))]  # noqa: F821
    except OSError:
        pass
    report({"kind": "network", "how": "resolve", "target": plain(host)}, "ENOENT")
    raise gaierror(_EAI_NONAME, _NAME_UNKNOWN)  # noqa: F821

def _text(host):
    if isinstance(host, (bytes, bytearray)):
        return bytes(host).decode("ascii")
    if host is None:
        return ""
    if not isinstance(host, str):
        raise TypeError("getaddrinfo() argument 1 must be string or None")
    return host.encode("idna").decode("ascii") if not host.isascii() else host

class socket:
    """A socket that is connected to nothing."""

    # As the C type: instances have no dict of their own; `socket.socket` adds the weak references.
    __slots__ = ("_family", "_type", "_proto", "_fd", "_timeout", "_name", "_options")

    def __init__(self, family=-1, type=-1, proto=-1, fileno=None):
        self._family = AF_INET if family == -1 else family
        self._type = SOCK_STREAM if type == -1 else type
        self._proto = 0 if proto == -1 else proto
        if fileno is None:
            _next_descriptor[0] += 1
            fileno = _next_descriptor[0]
        self._fd = fileno
        self._timeout = getdefaulttimeout()  # noqa: F821
        self._name = None
        self._options = {}

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
        self._fd = -1

    def detach(self):
        fd, self._fd = self._fd, -1
        return fd

    def _open(self):
        if self._fd == -1:
            raise _refusal(errno.EBADF)

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
        self._open()
        self._options[level, option] = value

    def getsockopt(self, level, option, buflen=0, /):
        self._open()
        if (level, option) == (SOL_SOCKET, SO_TYPE):
            return int(self._type)
        value = self._options.get((level, option), 0)
        return bytes(buflen) if buflen else value

    def bind(self, address, /):
        self._open()
        report({"kind": "network", "how": "bind", "target": _target(address)})
        self._name = address

    def listen(self, backlog=128, /):
        self._open()

    def getsockname(self):
        self._open()
        if self._name is None:
            return ("0.0.0.0", 0)
        host, port, *rest = self._name
        return (host or "0.0.0.0", port or 40000 + self._fd % 10000, *rest)

    def getpeername(self):
        self._open()
        raise _refusal(errno.ENOTCONN)

    def connect(self, address, /):
        self._open()
        if isinstance(address, (str, bytes)):
            report({"kind": "network", "how": "connect", "target": plain(address)}, "ENOENT")
            raise _refusal(errno.ENOENT)
        if not isinstance(address, tuple):
            raise TypeError(f"connect(): AF_INET address must be tuple, not {type(address).__name__}")
        _resolve(_text(address[0]))
        report({"kind": "network", "how": "connect", "target": _target(address)}, "ECONNREFUSED")
        raise _refusal(errno.ECONNREFUSED)

    def connect_ex(self, address, /):
        try:
            self.connect(address)
        except gaierror:  # noqa: F821
            raise
        except OSError as error:
            return error.errno
        return 0

    def sendto(self, data, *arguments):
        self._open()
        _resolve(_text(arguments[-1][0]))
        report({"kind": "network", "how": "send", "target": _target(arguments[-1])}, "ENETUNREACH")
        raise _refusal(errno.ENETUNREACH)

    def _not_connected(self, *arguments, **options):
        self._open()
        raise _refusal(errno.ENOTCONN)

    send = sendall = sendmsg = recv = recv_into = recvmsg = _not_connected

    def _nothing_comes(self, *arguments):
        self._open()
        if self._timeout == 0.0:
            raise _refusal(errno.EAGAIN)
        schedule.wait_until(lambda: False, self._timeout)
        raise TimeoutError("timed out")

    _accept = recvfrom = recvfrom_into = _nothing_comes

    def shutdown(self, how, /):
        self._not_connected()

SocketType = socket

def socketpair(*arguments):
    raise _refusal(errno.EMFILE)

def dup(fd, /):
    return fd

def close(fd, /):
    pass

def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    text = _text(host)
    if isinstance(port, (str, bytes)):
        name = port if isinstance(port, str) else port.decode("ascii")
        if name.isdigit():
            port = int(name)
        elif name in _SERVICES:
            port = _SERVICES[name]
        else:
            raise gaierror(-8, "Servname not supported for ai_socktype")  # noqa: F821
    elif port is None:
        port = 0
    elif not isinstance(port, int):
        raise OSError("Int or String expected")
    if host is None:
        addresses = [(AF_INET, "0.0.0.0" if flags & AI_PASSIVE else "127.0.0.1")]  # noqa: F821
    elif flags & AI_NUMERICHOST and _numeric(text) is None:  # noqa: F821
        raise gaierror(_EAI_NONAME, _NAME_UNKNOWN)  # noqa: F821
    else:
        addresses = _resolve(text)
    kinds = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)]
    kinds = [kind for kind in kinds if (not type or kind[0] == type) and (not proto or kind[1] == proto)]
    found = []
    for known, address in addresses:
        if family and family != known:
            continue
        name = (address, port) if known == AF_INET else (address, port, 0, 0)
        found += [(known, kind, protocol, "", name) for kind, protocol in kinds]
    if not found:
        raise gaierror(-9, "Address family for hostname not supported")  # noqa: F821
    return found

def gethostbyname(hostname, /):
    return _resolve(_text(hostname))[0][1]

def gethostbyname_ex(hostname, /):
    return (hostname, [], [address for _, address in _resolve(_text(hostname))])

def gethostbyaddr(address, /):
    found = _resolve(_text(address))[0][1]
    if found.startswith("127."):
        return ("localhost", [], [found])
    report({"kind": "network", "how": "resolve", "target": plain(address)}, "ENOENT")
    raise herror(1, "Unknown host")  # noqa: F821

def getnameinfo(sockaddr, flags, /):
    return (sockaddr[0], str(sockaddr[1]))

def gethostname():
    return "sandbox"

def getservbyname(name, protocol=None, /):
    if name not in _SERVICES:
        raise OSError("service/proto not found")
    return _SERVICES[name]

def getservbyport(port, protocol=None, /):
    for name, number in _SERVICES.items():
        if number == port:
            return name
    raise OSError("port/proto not found")

def getprotobyname(name, /):
    protocols = {"ip": 0, "icmp": 1, "tcp": 6, "udp": 17}
    if name not in protocols:
        raise OSError("protocol not found")
    return protocols[name]

def if_nameindex():
    return [(1, "lo")]

