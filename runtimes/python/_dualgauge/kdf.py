"""Key derivation functions of `hashlib`, which this build lacks (they come with OpenSSL), computed by the host."""

import hashlib

from .door import request


def derive(algorithm, **parameters):
    """Asks the host for a key. Bytes go in hexadecimal."""
    fields = {
        name: bytes(value).hex() if isinstance(value, (bytes, bytearray, memoryview)) else value
        for name, value in parameters.items()
    }
    answer = request("kdf", algorithm=algorithm, **fields)
    if "key" not in answer:
        raise ValueError(answer["error"])
    return bytes.fromhex(answer["key"])


def _data(name, value):
    if isinstance(value, str):
        raise TypeError("a bytes-like object is required, not 'str'")
    return memoryview(value).tobytes()


def pbkdf2_hmac(hash_name, password, salt, iterations, dklen=None):
    if not isinstance(hash_name, str):
        raise TypeError(f"pbkdf2_hmac() argument 'hash_name' must be str, not {type(hash_name).__name__}")
    password, salt = _data("password", password), _data("salt", salt)
    if iterations < 1:
        raise ValueError("iteration value must be greater than 0.")
    name = hash_name.lower().replace("-", "").replace("_", "")
    try:
        size = hashlib.new(name).digest_size
    except ValueError:
        raise ValueError(f"unsupported hash type {hash_name}") from None
    if dklen is None:
        dklen = size
    if dklen < 1:
        raise ValueError("key length must be greater than 0.")
    return derive("pbkdf2", hash=name, password=password, salt=salt, iterations=int(iterations), length=int(dklen))


def scrypt(password, *, salt, n, r, p, maxmem=0, dklen=64):
    password, salt = _data("password", password), _data("salt", salt)
    if n < 2 or n & (n - 1):
        raise ValueError("n must be a power of 2.")
    if r < 1 or p < 1:
        raise ValueError("r and p must be positive integers.")
    # OpenSSL's own limit, where the caller names none: 32 MiB.
    if 128 * r * (n + p + 2) > (maxmem or 32 << 20):
        raise ValueError("[digital envelope routines] memory limit exceeded")
    return derive("scrypt", password=password, salt=salt, n=int(n), r=int(r), p=int(p), length=int(dklen))


def install():
    """Puts the functions into `hashlib`."""
    for function in (pbkdf2_hmac, scrypt):
        function.__module__ = "hashlib"
        setattr(hashlib, function.__name__, function)
    hashlib.__all__ = (*hashlib.__all__, "pbkdf2_hmac", "scrypt")
