"""Names of hosts, networks and services, as the C library's resolver gives them to programs."""

import errno

from importlib.machinery import BuiltinImporter
from ipaddress import ip_address

from . import connections
from .descriptors import failure
from .local_network import is_local

#: This build's own module: constants, exceptions and what needs no network.
own = BuiltinImporter.create_module(BuiltinImporter.find_spec("_socket"))
BuiltinImporter.exec_module(own)

# As on Linux.
AF_INET, AF_INET6 = 2, 10
SOCK_STREAM, SOCK_DGRAM, SOCK_RAW = 1, 2, 3

_NAME_UNKNOWN = "Name or service not known"
_EAI_NONAME = -2
_SERVICES = {
    "http": 80, "https": 443, "ftp": 21, "ssh": 22, "telnet": 23, "smtp": 25, "domain": 53, "pop3": 110, "imap": 143,
    "ldap": 389, "smtps": 465, "submission": 587, "imaps": 993, "pop3s": 995, "mysql": 3306, "postgresql": 5432,
}  # fmt: skip

def _numeric(host):
    """The address family of a numeric address, or None."""
    try:
        return AF_INET if ip_address(host).version == 4 else AF_INET6
    except ValueError:
        return None


def inet_pton(address_family, ip_string, /):
    version = {AF_INET: 4, AF_INET6: 6}.get(address_family)
    if version is None:
        raise failure(errno.EAFNOSUPPORT)
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


def resolve(host, family=0):
    """The addresses of a host name, as pairs of family and text."""
    if host == "":
        return [(AF_INET6, "::")] if family == AF_INET6 else [(AF_INET, "0.0.0.0")]
    if host == "<broadcast>":
        return [(AF_INET, "255.255.255.255")]
    known = _numeric(host)
    if known is not None:
        return [(known, host)]
    wanted = {AF_INET: 4, AF_INET6: 6}.get(family, 0)
    found = [(_numeric(address) or AF_INET, address) for address in connections.resolve(host, wanted)]
    if not found:
        raise own.gaierror(_EAI_NONAME, _NAME_UNKNOWN)
    return found


def text_of(host):
    if isinstance(host, (bytes, bytearray)):
        return bytes(host).decode("ascii")
    if host is None:
        return ""
    if not isinstance(host, str):
        raise TypeError("getaddrinfo() argument 1 must be string or None")
    if "\0" in host:
        raise ValueError("embedded null character")
    return host.encode("idna").decode("ascii") if not host.isascii() else host


def getaddrinfo(host, port, family=0, type=0, proto=0, flags=0):
    text = text_of(host)
    if isinstance(port, (str, bytes)):
        name = port if isinstance(port, str) else port.decode("ascii")
        if name.isdigit():
            port = int(name)
        elif name in _SERVICES:
            port = _SERVICES[name]
        else:
            raise own.gaierror(-8, "Servname not supported for ai_socktype")
    elif port is None:
        port = 0
    elif not isinstance(port, int):
        raise OSError("Int or String expected")
    if host is None:
        addresses = [(AF_INET, "0.0.0.0" if flags & own.AI_PASSIVE else "127.0.0.1")]
    elif flags & own.AI_NUMERICHOST and _numeric(text) is None:
        raise own.gaierror(_EAI_NONAME, _NAME_UNKNOWN)
    else:
        addresses = resolve(text, family)
    kinds = [(SOCK_STREAM, 6), (SOCK_DGRAM, 17), (SOCK_RAW, 0)]
    kinds = [kind for kind in kinds if (not type or kind[0] == type) and (not proto or kind[1] == proto)]
    found = []
    for known, address in addresses:
        if family and family != known:
            continue
        name = (address, port) if known == AF_INET else (address, port, 0, 0)
        found += [(known, kind, protocol, "", name) for kind, protocol in kinds]
    if not found:
        raise own.gaierror(-9, "Address family for hostname not supported")
    return found


def gethostbyname(hostname, /):
    return resolve(text_of(hostname), AF_INET)[0][1]


def gethostbyname_ex(hostname, /):
    return (hostname, [], [address for _, address in resolve(text_of(hostname), AF_INET)])


def gethostbyaddr(address, /):
    found = resolve(text_of(address))[0][1]
    if is_local(found):
        return ("localhost", [], [found])
    # As a resolver asks for it. Nobody answers, as tasks declare no such names.
    connections.resolve(ip_address(found).reverse_pointer)
    raise own.herror(1, "Unknown host")


def getnameinfo(sockaddr, flags, /):
    host, port = sockaddr[:2]
    if flags & own.NI_NUMERICHOST or not is_local(host):
        return (host, str(port))
    return ("localhost", str(port))


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
