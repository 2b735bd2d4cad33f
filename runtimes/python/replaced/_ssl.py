"""The C part of `ssl`, which this build lacks.

With it the standard library's `ssl` imports and its contexts can be made, configured and read as usual. The handshake is
the host's (`_dualgauge/tls_session.py`), which records what the context asks for.
"""

import base64
import os

from _dualgauge.tls_errors import (
    SSLCertVerificationError, SSLEOFError, SSLError, SSLSyscallError, SSLWantReadError, SSLWantWriteError,
    SSLZeroReturnError,
)  # fmt: skip
from _dualgauge.tls_session import BufferSession, MemoryBIO, SocketSession

OPENSSL_VERSION = "OpenSSL 3.0.15 3 Sep 2024"
OPENSSL_VERSION_NUMBER = 0x300000F0
OPENSSL_VERSION_INFO = _OPENSSL_API_VERSION = (3, 0, 0, 15, 0)
_DEFAULT_CIPHERS = "@SECLEVEL=2:ECDH+AESGCM:ECDH+CHACHA20:ECDH+AES:DHE+AES:!aNULL:!eNULL:!aDSS:!SHA1:!AESCCM"

HAS_SNI = HAS_ECDH = HAS_ALPN = HAS_TLS_UNIQUE = HAS_TLSv1 = HAS_TLSv1_1 = HAS_TLSv1_2 = HAS_TLSv1_3 = True
HAS_PSK = HAS_PHA = True
HAS_PSK_TLS13 = HAS_NPN = HAS_SSLv2 = HAS_SSLv3 = False

ENCODING_PEM, ENCODING_DER = 1, 2
CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED = 0, 1, 2

PROTOCOL_SSLv23 = PROTOCOL_TLS = 2
PROTOCOL_TLSv1, PROTOCOL_TLSv1_1, PROTOCOL_TLSv1_2 = 3, 4, 5
PROTOCOL_TLS_CLIENT, PROTOCOL_TLS_SERVER = 16, 17

PROTO_MINIMUM_SUPPORTED, PROTO_MAXIMUM_SUPPORTED = -2, -1
PROTO_SSLv3, PROTO_TLSv1, PROTO_TLSv1_1, PROTO_TLSv1_2, PROTO_TLSv1_3 = 0x300, 0x301, 0x302, 0x303, 0x304

#: Protocols that stand for one version, and the names of versions.
_PROTOCOLS = {PROTOCOL_TLSv1: "1.0", PROTOCOL_TLSv1_1: "1.1", PROTOCOL_TLSv1_2: "1.2"}
_VERSIONS = {PROTO_SSLv3: "1.0", PROTO_TLSv1: "1.0", PROTO_TLSv1_1: "1.1", PROTO_TLSv1_2: "1.2", PROTO_TLSv1_3: "1.3"}
#: Where the authorities lie that everybody trusts.
_SYSTEM_AUTHORITIES = ("/usr/local/lib/", "/etc/ssl/certs/", "/etc/ssl/cert.pem", "/usr/share/ca-certificates/")

VERIFY_DEFAULT = 0
VERIFY_CRL_CHECK_LEAF, VERIFY_CRL_CHECK_CHAIN = 4, 12
VERIFY_X509_STRICT, VERIFY_ALLOW_PROXY_CERTS = 32, 64
VERIFY_X509_TRUSTED_FIRST, VERIFY_X509_PARTIAL_CHAIN = 0x8000, 0x80000

HOSTFLAG_ALWAYS_CHECK_SUBJECT, HOSTFLAG_NO_WILDCARDS, HOSTFLAG_NO_PARTIAL_WILDCARDS = 1, 2, 4
HOSTFLAG_MULTI_LABEL_WILDCARDS, HOSTFLAG_SINGLE_LABEL_SUBDOMAINS, HOSTFLAG_NEVER_CHECK_SUBJECT = 8, 16, 32

OP_ALL, OP_IGNORE_UNEXPECTED_EOF, OP_ENABLE_KTLS = 0x80000050, 0x80, 0x8
OP_NO_SSLv2 = OP_SINGLE_DH_USE = OP_SINGLE_ECDH_USE = 0
OP_NO_SSLv3, OP_NO_TLSv1, OP_NO_TLSv1_1 = 0x2000000, 0x4000000, 0x10000000
OP_NO_TLSv1_2, OP_NO_TLSv1_3 = 0x8000000, 0x20000000
OP_CIPHER_SERVER_PREFERENCE, OP_NO_TICKET, OP_NO_COMPRESSION = 0x400000, 0x4000, 0x20000
OP_ENABLE_MIDDLEBOX_COMPAT, OP_NO_RENEGOTIATION, OP_LEGACY_SERVER_CONNECT = 0x100000, 0x40000000, 0x4

SSL_ERROR_SSL, SSL_ERROR_WANT_READ, SSL_ERROR_WANT_WRITE, SSL_ERROR_WANT_X509_LOOKUP = 1, 2, 3, 4
SSL_ERROR_SYSCALL, SSL_ERROR_ZERO_RETURN, SSL_ERROR_WANT_CONNECT, SSL_ERROR_EOF = 5, 6, 7, 8
SSL_ERROR_INVALID_ERROR_CODE = 10

for _name, _number in (
    ("CLOSE_NOTIFY", 0), ("UNEXPECTED_MESSAGE", 10), ("BAD_RECORD_MAC", 20), ("RECORD_OVERFLOW", 22),
    ("DECOMPRESSION_FAILURE", 30), ("HANDSHAKE_FAILURE", 40), ("BAD_CERTIFICATE", 42), ("UNSUPPORTED_CERTIFICATE", 43),
    ("CERTIFICATE_REVOKED", 44), ("CERTIFICATE_EXPIRED", 45), ("CERTIFICATE_UNKNOWN", 46), ("ILLEGAL_PARAMETER", 47),
    ("UNKNOWN_CA", 48), ("ACCESS_DENIED", 49), ("DECODE_ERROR", 50), ("DECRYPT_ERROR", 51), ("PROTOCOL_VERSION", 70),
    ("INSUFFICIENT_SECURITY", 71), ("INTERNAL_ERROR", 80), ("USER_CANCELLED", 90), ("NO_RENEGOTIATION", 100),
    ("UNSUPPORTED_EXTENSION", 110), ("CERTIFICATE_UNOBTAINABLE", 111), ("UNRECOGNIZED_NAME", 112),
    ("BAD_CERTIFICATE_STATUS_RESPONSE", 113), ("BAD_CERTIFICATE_HASH_VALUE", 114), ("UNKNOWN_PSK_IDENTITY", 115),
):  # fmt: skip
    globals()["ALERT_DESCRIPTION_" + _name] = _number

err_codes_to_names, err_names_to_codes, lib_codes_to_names = {}, {}, {}


class SSLSession:
    """A session that could be resumed."""


class Certificate:
    """A certificate of a peer."""


def _setting(name, asked=False):
    """A plain attribute in the form of the C type's: a data descriptor of the class. `asked`: it is noted who sets it."""

    def get(self):
        return self._settings[name]

    def set(self, value):
        self._settings[name] = int(value) if isinstance(value, int) and not isinstance(value, bool) else value
        if asked:
            self._asked.add(name)

    return property(get, set)


class _SSLContext:
    """The settings of connections."""

    def __new__(cls, protocol=PROTOCOL_TLS, *arguments):
        self = object.__new__(cls)
        client = protocol == PROTOCOL_TLS_CLIENT
        self._settings = {
            "protocol": int(protocol), "options": OP_ALL | OP_NO_SSLv3 | OP_NO_COMPRESSION | OP_ENABLE_MIDDLEBOX_COMPAT
            | OP_IGNORE_UNEXPECTED_EOF | OP_CIPHER_SERVER_PREFERENCE,
            "verify_flags": VERIFY_X509_TRUSTED_FIRST, "minimum_version": PROTO_TLSv1_2,
            "maximum_version": PROTO_MAXIMUM_SUPPORTED, "_host_flags": HOSTFLAG_NO_PARTIAL_WILDCARDS, "_msg_callback": None,
            "sni_callback": None, "keylog_filename": None, "num_tickets": 2, "post_handshake_auth": False,
            "security_level": 2,
        }  # fmt: skip
        #: Which versions the program has set.
        self._asked = set()
        self._verify_mode = CERT_REQUIRED if client else CERT_NONE
        self._check_hostname = client
        # Whether the system's authorities are trusted, and the text of those that the program named.
        self._system = False
        self._named = ""
        return self

    protocol = _setting("protocol")
    options = _setting("options")
    verify_flags = _setting("verify_flags")
    minimum_version = _setting("minimum_version", asked=True)
    maximum_version = _setting("maximum_version", asked=True)
    _host_flags = _setting("_host_flags")
    _msg_callback = _setting("_msg_callback")
    sni_callback = _setting("sni_callback")
    keylog_filename = _setting("keylog_filename")
    num_tickets = _setting("num_tickets")
    post_handshake_auth = _setting("post_handshake_auth")
    security_level = _setting("security_level")

    @property
    def verify_mode(self):
        return self._verify_mode

    @verify_mode.setter
    def verify_mode(self, mode):
        mode = int(mode)
        if mode not in (CERT_NONE, CERT_OPTIONAL, CERT_REQUIRED):
            raise ValueError("invalid value for verify_mode")
        if mode == CERT_NONE and self._check_hostname:
            raise ValueError("Cannot set verify_mode to CERT_NONE when check_hostname is enabled.")
        self._verify_mode = mode

    @property
    def check_hostname(self):
        return self._check_hostname

    @check_hostname.setter
    def check_hostname(self, check):
        check = bool(check)
        if check and self._verify_mode == CERT_NONE:
            self._verify_mode = CERT_REQUIRED
        self._check_hostname = check

    def _handshake_options(self, server_hostname):
        """What the host is asked for in a handshake."""
        verify = self._verify_mode != CERT_NONE
        options = {
            "server_name": server_hostname or "",
            "verify": verify,
            "check_name": self._check_hostname,
            "authorities": "system" if self._system else "custom" if self._named else "none",
            "library_default": not self._asked,
        }
        if self._named:
            options["authority_text"] = self._named
        least, most = self._versions()
        if least is not None:
            options["minimum"] = least
        if most is not None:
            options["maximum"] = most
        return options

    def _versions(self):
        """The least and the greatest version that the program allows; None where it left that to the library."""
        protocol = self._settings["protocol"]
        if protocol in _PROTOCOLS:
            return _PROTOCOLS[protocol], _PROTOCOLS[protocol]
        least = self._settings["minimum_version"] if "minimum_version" in self._asked else None
        most = self._settings["maximum_version"] if "maximum_version" in self._asked else None
        if least == PROTO_MINIMUM_SUPPORTED:
            least = PROTO_TLSv1
        if most == PROTO_MAXIMUM_SUPPORTED:
            most = None
        for option, below, above in (
            (OP_NO_TLSv1, PROTO_TLSv1, PROTO_TLSv1_1), (OP_NO_TLSv1_1, PROTO_TLSv1_1, PROTO_TLSv1_2),
            (OP_NO_TLSv1_2, PROTO_TLSv1_2, PROTO_TLSv1_3),
        ):  # fmt: skip
            if self._settings["options"] & option and least in (None, PROTO_SSLv3, below):
                least = above
        if self._settings["options"] & OP_NO_TLSv1_3 and most in (None, PROTO_TLSv1_3):
            most = PROTO_TLSv1_2
        return _VERSIONS.get(least), _VERSIONS.get(most)

    def load_verify_locations(self, cafile=None, capath=None, cadata=None):
        if cafile is None and capath is None and cadata is None:
            raise TypeError("cafile, capath and cadata cannot be all omitted")
        files = [] if cafile is None else [os.fsdecode(cafile)]
        if capath is not None:
            files += [os.path.join(os.fsdecode(capath), name) for name in sorted(os.listdir(capath))]
        for name in files:
            # What comes with packages (certifi's) or with the system is as good as the system's own.
            if name.startswith(_SYSTEM_AUTHORITIES):
                os.stat(name)
                self._system = True
                continue
            with open(name, "rb") as file:
                self._trust(file.read().decode("latin-1"))
        if cadata is not None:
            if not isinstance(cadata, str):
                body = base64.encodebytes(bytes(cadata)).decode()
                cadata = f"-----BEGIN CERTIFICATE-----\n{body}-----END CERTIFICATE-----\n"
            self._trust(cadata)

    def _trust(self, text):
        if "-----BEGIN CERTIFICATE-----" not in text:
            raise SSLError(
                SSL_ERROR_SSL, "[X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4320)"
            )
        self._named += text

    def _count(self):
        return 140 * self._system + self._named.count("-----BEGIN CERTIFICATE-----")

    def load_cert_chain(self, certfile, keyfile=None, password=None):
        for name in (certfile, keyfile):
            if name is not None:
                with open(name, "rb") as file:
                    file.read()

    def set_default_verify_paths(self):
        self._system = True

    def load_dh_params(self, path, /):
        with open(path, "rb"):
            pass

    def set_ciphers(self, ciphers, /):
        if not isinstance(ciphers, str):
            raise TypeError("argument must be str")

    def get_ciphers(self):
        return [
            {"id": 50336514, "name": "TLS_AES_256_GCM_SHA384", "protocol": "TLSv1.3", "strength_bits": 256},
            {"id": 50380844, "name": "ECDHE-ECDSA-AES256-GCM-SHA384", "protocol": "TLSv1.2", "strength_bits": 256},
        ]

    def set_ecdh_curve(self, name, /):
        pass

    def set_groups(self, groups, /):
        pass

    def _set_alpn_protocols(self, protocols, /):
        pass

    def cert_store_stats(self):
        return {"x509": self._count(), "crl": 0, "x509_ca": self._count()}

    def session_stats(self):
        return dict.fromkeys(("number", "connect", "accept", "hits", "misses"), 0)

    def get_ca_certs(self, binary_form=False):
        return []

    def _wrap_socket(self, sock, server_side, server_hostname=None, *, owner=None, session=None):
        return SocketSession(self, sock, server_side, server_hostname, owner)

    def _wrap_bio(self, incoming, outgoing, server_side, server_hostname=None, *, owner=None, session=None):
        return BufferSession(self, incoming, outgoing, server_side, server_hostname, owner)


_SSLSocket = SocketSession


def RAND_status():
    return True


def RAND_add(string, entropy, /):
    pass


def RAND_bytes(n, /):
    return os.urandom(n)


def get_default_verify_paths():
    return ("SSL_CERT_FILE", "/etc/ssl/cert.pem", "SSL_CERT_DIR", "/etc/ssl/certs")


def get_sigalgs():
    return []


def txt2obj(txt, name=False):
    known = {
        "1.3.6.1.5.5.7.3.1": (129, "serverAuth", "TLS Web Server Authentication", "1.3.6.1.5.5.7.3.1"),
        "1.3.6.1.5.5.7.3.2": (130, "clientAuth", "TLS Web Client Authentication", "1.3.6.1.5.5.7.3.2"),
    }
    if txt not in known:
        raise ValueError(f"unknown object '{txt}'")
    return known[txt]


def nid2obj(nid, /):
    return txt2obj({129: "1.3.6.1.5.5.7.3.1", 130: "1.3.6.1.5.5.7.3.2"}.get(nid, str(nid)))
