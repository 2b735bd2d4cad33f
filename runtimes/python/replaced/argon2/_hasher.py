"""The high-level interface."""

import os

from .exceptions import InvalidHashError
from .low_level import Type, hash_secret, verify_secret
from .parameters import Parameters, extract_parameters

DEFAULT_RANDOM_SALT_LENGTH = 16
DEFAULT_HASH_LENGTH = 32
DEFAULT_TIME_COST = 3
DEFAULT_MEMORY_COST = 65536
DEFAULT_PARALLELISM = 4

_KINDS = {b"$argon2id": Type.ID, b"$argon2i$": Type.I, b"$argon2d$": Type.D}


class PasswordHasher:
    """High level class to hash passwords with sensible defaults."""

    def __init__(self, time_cost=DEFAULT_TIME_COST, memory_cost=DEFAULT_MEMORY_COST, parallelism=DEFAULT_PARALLELISM,
                 hash_len=DEFAULT_HASH_LENGTH, salt_len=DEFAULT_RANDOM_SALT_LENGTH, encoding="utf-8", type=Type.ID):  # fmt: skip
        self._parameters = Parameters(type, 19, salt_len, hash_len, time_cost, memory_cost, parallelism)
        self.encoding = encoding

    @classmethod
    def from_parameters(cls, params):
        return cls(params.time_cost, params.memory_cost, params.parallelism, params.hash_len, params.salt_len,
                   type=params.type)  # fmt: skip

    time_cost = property(lambda self: self._parameters.time_cost)
    memory_cost = property(lambda self: self._parameters.memory_cost)
    parallelism = property(lambda self: self._parameters.parallelism)
    hash_len = property(lambda self: self._parameters.hash_len)
    salt_len = property(lambda self: self._parameters.salt_len)
    type = property(lambda self: self._parameters.type)

    def hash(self, password, *, salt=None):
        salt = os.urandom(self.salt_len) if salt is None else salt
        return hash_secret(
            self._bytes(password), salt, self.time_cost, self.memory_cost, self.parallelism, self.hash_len, self.type
        ).decode("ascii")

    def verify(self, hash, password):
        hash = hash.encode("ascii") if isinstance(hash, str) else hash
        kind = _KINDS.get(hash[:9])
        if kind is None:
            raise InvalidHashError
        return verify_secret(hash, self._bytes(password), kind)

    def check_needs_rehash(self, hash):
        return self._parameters != extract_parameters(hash)

    def _bytes(self, text):
        return text.encode(self.encoding) if isinstance(text, str) else text
