"""What can go wrong."""


class Argon2Error(Exception):
    """Superclass of all argon2 exceptions."""


class VerificationError(Argon2Error):
    """Verification failed."""


class VerifyMismatchError(VerificationError):
    """The secret does not match the hash."""


class HashingError(Argon2Error):
    """Raised if hashing failed."""


class InvalidHashError(ValueError):
    """Raised if the hash is invalid before passing it to Argon2."""


InvalidHash = InvalidHashError


class UnsupportedParametersError(ValueError):
    """Raised if the current platform does not support a parameter."""
