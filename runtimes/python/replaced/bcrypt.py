"""The `bcrypt` package's functions; the keys are computed by the host."""

import base64
import os

from _dualgauge.kdf import derive

__version__ = "5.0.0"

# bcrypt's own base64: another alphabet, without padding.
_STANDARD = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_OWN = b"./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_ENCODE = bytes.maketrans(_STANDARD, _OWN)
_DECODE = bytes.maketrans(_OWN, _STANDARD)


def _encode(data):
    return base64.b64encode(data).rstrip(b"=").translate(_ENCODE)


def _decode(text):
    return base64.b64decode(text.translate(_DECODE) + b"=" * (-len(text) % 4))


def _bytes(name, value):
    if not isinstance(value, bytes):
        raise TypeError(f"argument '{name}': '{type(value).__name__}' object cannot be converted to 'PyBytes'")
    return bytes(value)


def gensalt(rounds=12, prefix=b"2b"):
    if prefix not in (b"2a", b"2b"):
        raise ValueError("Supported prefixes are b'2a' or b'2b'")
    if not 4 <= rounds <= 31:
        raise ValueError("Invalid rounds")
    return b"$" + prefix + b"$%02d$" % rounds + _encode(os.urandom(16))


def hashpw(password, salt):
    password, salt = _bytes("password", password), _bytes("salt", salt)
    if b"\0" in password:
        raise ValueError("password may not contain NUL bytes")
    if len(password) > 72:
        raise ValueError(
            "password cannot be longer than 72 bytes, truncate manually if necessary (e.g. my_password[:72])"
        )
    parts = salt.split(b"$")
    try:
        empty, version, rounds, text = parts
        cost = int(rounds)
        raw = _decode(text[:22])
    except ValueError:
        raise ValueError("Invalid salt") from None
    if empty or version not in (b"2a", b"2b", b"2x", b"2y") or len(text) < 22 or len(raw) != 16 or len(rounds) != 2:
        raise ValueError("Invalid salt")
    key = derive("bcrypt", password=password, salt=raw, cost=cost)
    return b"$" + version + b"$" + rounds + b"$" + _encode(raw)[:22] + _encode(key[:23])


def checkpw(password, hashed_password):
    from hmac import compare_digest

    return compare_digest(hashpw(password, hashed_password), _bytes("hashed_password", hashed_password))


def kdf(password, salt, desired_key_bytes, rounds, ignore_few_rounds=False):
    raise NotImplementedError("bcrypt.kdf is not available")
