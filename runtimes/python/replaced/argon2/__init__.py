"""The `argon2-cffi` package's password hasher; the keys are computed by the host."""

from . import exceptions, low_level, profiles
from ._hasher import (
    DEFAULT_HASH_LENGTH,
    DEFAULT_MEMORY_COST,
    DEFAULT_PARALLELISM,
    DEFAULT_RANDOM_SALT_LENGTH,
    DEFAULT_TIME_COST,
    PasswordHasher,
)
from .low_level import Type
from .parameters import Parameters, extract_parameters

__version__ = "25.1.0"
__all__ = [
    "DEFAULT_HASH_LENGTH", "DEFAULT_MEMORY_COST", "DEFAULT_PARALLELISM", "DEFAULT_RANDOM_SALT_LENGTH",
    "DEFAULT_TIME_COST", "Parameters", "PasswordHasher", "Type", "exceptions", "extract_parameters", "low_level",
    "profiles",
]  # fmt: skip
