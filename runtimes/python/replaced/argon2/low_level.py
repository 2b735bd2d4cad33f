"""Hashing and verifying with all parameters given."""

import base64
from enum import Enum
from hmac import compare_digest

from _dualgauge.kdf import derive

from .exceptions import HashingError, InvalidHashError, VerificationError, VerifyMismatchError

ARGON2_VERSION = 19


class Type(Enum):
    """The variants of Argon2."""

    D = 0
    I = 1  # noqa: E741  (the package's name)
    ID = 2


def hash_secret_raw(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version=ARGON2_VERSION):
    if len(salt) < 8:
        raise HashingError("Salt is too short")
    try:
        return derive(
            "argon2", variant=type.name.lower(), password=secret, salt=salt, time=time_cost, memory_kib=memory_cost,
            parallelism=parallelism, length=hash_len,
        )  # fmt: skip
    except ValueError as error:
        raise HashingError(str(error)) from None


def hash_secret(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version=ARGON2_VERSION):
    key = hash_secret_raw(secret, salt, time_cost, memory_cost, parallelism, hash_len, type, version)
    head = f"$argon2{type.name.lower()}$v={version}$m={memory_cost},t={time_cost},p={parallelism}$"
    return head.encode() + _encode(salt) + b"$" + _encode(key)


def verify_secret(hash, secret, type):
    try:
        _, name, version, parameters, salt, key = hash.split(b"$")
        costs = dict(part.split(b"=") for part in parameters.split(b","))
        salt, key = _decode(salt), _decode(key)
        memory, time, lanes = int(costs[b"m"]), int(costs[b"t"]), int(costs[b"p"])
    except (ValueError, KeyError):
        raise VerificationError("Decoding failed") from None
    if name != b"argon2" + type.name.lower().encode():
        raise InvalidHashError
    computed = hash_secret_raw(secret, salt, time, memory, lanes, len(key), type)
    if not compare_digest(computed, key):
        raise VerifyMismatchError("The password does not match the supplied hash")
    return True


def _encode(data):
    return base64.b64encode(data).rstrip(b"=")


def _decode(text):
    return base64.b64decode(text + b"=" * (-len(text) % 4))
