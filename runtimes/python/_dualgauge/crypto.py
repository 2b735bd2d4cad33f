"""Reports what of cryptography only the library sees: comparisons in constant time and message authentication.

Hashes are observed by the host inside the interpreter's C code, key derivation where the host computes it.
"""

import _operator
import hmac

from .door import report

_compare = _operator._compare_digest
_init = hmac.HMAC.__init__
_digest = hmac.digest


def compare_digest(a, b, /):
    report({"kind": "crypto", "how": "compare", "algorithm": "constant-time", "uses": 1})
    return _compare(a, b)


def _hmac(digestmod):
    # A name, a constructor such as hashlib.sha256, or a module.
    name = digestmod if isinstance(digestmod, str) else getattr(digestmod, "__name__", type(digestmod).__name__)
    name = str(name).rpartition(".")[2].removeprefix("openssl_")
    report({"kind": "crypto", "how": "hmac", "algorithm": name.lower(), "uses": 1})


def __init__(self, key, msg=None, digestmod=""):
    _init(self, key, msg, digestmod)
    _hmac(digestmod)


def digest(key, msg, digest):
    result = _digest(key, msg, digest)
    _hmac(digest)
    return result


def install():
    """Puts the reporting functions into place. Run before modules take them into their own names."""
    compare_digest.__doc__ = _compare.__doc__
    compare_digest.__module__ = "_operator"
    _operator._compare_digest = hmac.compare_digest = compare_digest
    __init__.__doc__ = _init.__doc__
    hmac.HMAC.__init__ = __init__
    digest.__doc__ = _digest.__doc__
    hmac.digest = digest
