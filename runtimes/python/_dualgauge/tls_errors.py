"""The exceptions of `ssl`, and OpenSSL's texts in them."""

SSL_ERROR_SSL, SSL_ERROR_WANT_READ, SSL_ERROR_ZERO_RETURN, SSL_ERROR_EOF = 1, 2, 6, 8


class SSLError(OSError):
    """An error occurred in the SSL implementation."""

    __module__ = "ssl"
    library = reason = None

    def __str__(self):
        return str(self.strerror if self.strerror is not None else self.args and self.args[0] or "")


class SSLZeroReturnError(SSLError):
    """SSL/TLS session closed cleanly."""

    __module__ = "ssl"


class SSLWantReadError(SSLError):
    """Non-blocking SSL socket needs to read more data before the requested operation can be completed."""

    __module__ = "ssl"


class SSLWantWriteError(SSLError):
    """Non-blocking SSL socket needs to write more data before the requested operation can be completed."""

    __module__ = "ssl"


class SSLSyscallError(SSLError):
    """System error when attempting SSL operation."""

    __module__ = "ssl"


class SSLEOFError(SSLError):
    """SSL/TLS connection terminated abruptly."""

    __module__ = "ssl"


class SSLCertVerificationError(SSLError, ValueError):
    """A certificate could not be verified."""

    __module__ = "ssl"


#: OpenSSL's numbers for what can be wrong with a certificate (X509_V_ERR_...), by the beginning of its text.
_VERIFY_CODES = {
    "certificate has expired": 10, "certificate is not yet valid": 9, "self-signed certificate in certificate chain": 19,
    "self-signed certificate": 18, "unable to get local issuer certificate": 20, "Hostname mismatch": 62,
    "IP address mismatch": 64,
}  # fmt: skip


def failed(text):
    """The exception for a handshake that failed with this text of OpenSSL's."""
    # The host says which names the certificate has; OpenSSL doesn't.
    text, separator, _ = text.partition(" (names:")
    text += "." if separator else ""
    name, _, problem = text.partition(": ")
    if name == "certificate verify failed":
        error = SSLCertVerificationError(
            SSL_ERROR_SSL, f"[SSL: CERTIFICATE_VERIFY_FAILED] {text} (_ssl.c:1028)"
        )
        error.reason = "CERTIFICATE_VERIFY_FAILED"
        error.verify_code = next((code for start, code in _VERIFY_CODES.items() if problem.startswith(start)), 1)
        error.verify_message = problem
    else:
        reason = text.upper().replace(" ", "_")
        error = SSLError(SSL_ERROR_SSL, f"[SSL: {reason}] {text} (_ssl.c:1028)")
        error.reason = reason
    error.library = "SSL"
    return error
