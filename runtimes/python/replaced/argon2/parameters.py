"""The parameters of a hash."""

from dataclasses import dataclass

from .exceptions import InvalidHashError
from .low_level import Type


@dataclass
class Parameters:
    """Argon2 hash parameters."""

    type: Type
    version: int
    salt_len: int
    hash_len: int
    time_cost: int
    memory_cost: int
    parallelism: int


def extract_parameters(hash):
    """The parameters of a hash in its usual text form."""
    if isinstance(hash, bytes):
        hash = hash.decode("ascii")
    try:
        _, name, version, costs, salt, key = hash.split("$")
        costs = dict(part.split("=") for part in costs.split(","))
        return Parameters(
            type=Type[name.removeprefix("argon2").upper()],
            version=int(version.removeprefix("v=")),
            salt_len=len(salt) * 3 // 4,
            hash_len=len(key) * 3 // 4,
            time_cost=int(costs["t"]),
            memory_cost=int(costs["m"]),
            parallelism=int(costs["p"]),
        )
    except (ValueError, KeyError):
        raise InvalidHashError from None
