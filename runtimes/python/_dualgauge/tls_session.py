"""TLS: the host does the handshake and what follows goes through the connection as it is.

Over a socket the host is asked at once. Over a pair of buffers (asyncio, anyio) nobody knows the connection: the buffers then
carry a greeting in the place of TLS's own, which the connection understands when it is sent (`connections.Connection.send`),
and its answer.
"""

import hashlib

from . import jsontext
from .connections import GREETING, Connection, TlsFailure, greeting, read_greeting
from .descriptors import table
from .socket_ends import SocketEnd
from .tls_errors import (
    SSL_ERROR_EOF, SSL_ERROR_WANT_READ, SSL_ERROR_ZERO_RETURN, SSLEOFError, SSLWantReadError, SSLZeroReturnError, failed,
)  # fmt: skip


class MemoryBIO:
    """A buffer between an SSL object and its transport."""

    __module__ = "_ssl"

    def __init__(self):
        self._data = bytearray()
        self._ended = False

    @property
    def pending(self):
        return len(self._data)

    @property
    def eof(self):
        return self._ended and not self._data

    def read(self, size=-1, /):
        size = len(self._data) if size < 0 else size
        data = bytes(self._data[:size])
        del self._data[:size]
        return data

    def write(self, data, /):
        self._data += data
        return len(data)

    def write_eof(self):
        self._ended = True


class _Session:
    """A secured connection: what both kinds have."""

    __module__ = "_ssl"
    session = None
    session_reused = False

    def __init__(self, context, server_side, server_hostname, owner):
        if server_side:
            raise failed("no certificate assigned")
        self.context = context
        self.server_side = server_side
        self.server_hostname = server_hostname
        self.owner = owner
        self._peer = None

    def _options(self):
        if self.context.check_hostname and not self.server_hostname:
            raise ValueError("check_hostname requires server_hostname")
        return self.context._handshake_options(self.server_hostname)

    def version(self):
        return None if self._peer is None else "TLSv" + self._peer["version"]

    def cipher(self):
        if self._peer is None:
            return None
        if self._peer["version"] == "1.3":
            return ("TLS_AES_256_GCM_SHA384", "TLSv1.3", 256)
        return ("ECDHE-RSA-AES256-GCM-SHA384", self.version(), 256)

    def shared_ciphers(self):
        return None

    def compression(self):
        return None

    def selected_alpn_protocol(self):
        return None

    def group(self):
        return None if self._peer is None else "X25519"

    def getpeercert(self, binary_form=False, /):
        if self._peer is None:
            raise ValueError("handshake not done yet")
        if binary_form:
            # Stands for the certificate: the same for the same one.
            text = jsontext.write([self._peer["subject"], self._peer["issuer"], self._peer["names"]])
            return b"0\x82" + hashlib.sha256(text.encode()).digest() + text.encode()
        if not self.context.verify_mode:
            return {}
        return {
            "subject": ((("commonName", self._peer["subject"]),),),
            "issuer": ((("commonName", self._peer["issuer"]),),),
            "version": 3,
            "serialNumber": "01",
            "notBefore": "Jan  1 00:00:00 2025 GMT",
            "notAfter": "Jan  1 00:00:00 2035 GMT",
            "subjectAltName": tuple(("DNS", name) for name in self._peer["names"]),
        }

    def get_verified_chain(self):
        return [self.getpeercert(True)]

    get_unverified_chain = get_verified_chain

    def get_channel_binding(self, cb_type="tls-unique"):
        return None

    def verify_client_post_handshake(self):
        pass

    def pending(self):
        return 0

    def _given(self, data, buffer):
        if buffer is None:
            return data
        buffer[: len(data)] = data
        return len(data)


class SocketSession(_Session):
    """TLS over a socket."""

    def __init__(self, context, sock, server_side, server_hostname, owner):
        super().__init__(context, server_side, server_hostname, owner)
        self._sock = sock

    def _end(self):
        return table.find(self._sock.fileno())

    def do_handshake(self):
        end = self._end()
        connection = end.connected() if isinstance(end, SocketEnd) else end
        if not isinstance(connection, Connection):
            raise failed("wrong version number")
        try:
            self._peer = connection.secure(self._options())
        except TlsFailure as error:
            raise failed(str(error)) from None

    def read(self, size, buffer=None, /):
        size = min(size, len(buffer)) if buffer is not None else size
        try:
            data = self._end().read(size, self._sock.gettimeout()) if size else b""
        except BlockingIOError:
            raise SSLWantReadError(SSL_ERROR_WANT_READ, "The operation did not complete (read) (_ssl.c:2580)") from None
        except TimeoutError:
            raise TimeoutError("The read operation timed out") from None
        return self._given(data, buffer)

    def write(self, data, /):
        data = memoryview(data).cast("B")
        return self._end().send(data) if data else 0

    def shutdown(self):
        return self._sock


class BufferSession(_Session):
    """TLS over a pair of buffers."""

    def __init__(self, context, incoming, outgoing, server_side, server_hostname, owner):
        super().__init__(context, server_side, server_hostname, owner)
        self._incoming, self._outgoing = incoming, outgoing
        self._greeted = False

    def do_handshake(self):
        if not self._greeted:
            self._greeted = True
            self._outgoing.write(greeting({"options": self._options()}))
        answer, rest = read_greeting(bytes(self._incoming._data))
        if answer is None:
            if self._incoming.eof or rest and not GREETING.startswith(rest[: len(GREETING)]):
                raise SSLEOFError(SSL_ERROR_EOF, "[SSL: UNEXPECTED_EOF_WHILE_READING] unexpected eof while reading")
            raise SSLWantReadError(SSL_ERROR_WANT_READ, "The operation did not complete (read)")
        self._incoming._data[:] = rest
        if "failure" in answer:
            raise failed(answer["failure"])
        self._peer = answer

    def read(self, size, buffer=None, /):
        size = min(size, len(buffer)) if buffer is not None else size
        if size and not self._incoming.pending:
            if self._incoming.eof:
                raise SSLZeroReturnError(SSL_ERROR_ZERO_RETURN, "TLS/SSL connection has been closed (EOF)")
            raise SSLWantReadError(SSL_ERROR_WANT_READ, "The operation did not complete (read)")
        return self._given(self._incoming.read(size), buffer)

    def write(self, data, /):
        return self._outgoing.write(memoryview(data).cast("B"))

    def pending(self):
        return self._incoming.pending

    def shutdown(self):
        pass
