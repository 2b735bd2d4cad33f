import hashlib
import secrets


def _digest(password, salt):
    return hashlib.sha256((salt + password).encode("utf-8")).hexdigest()


def hash_password(password):
    salt = secrets.token_hex(16)
    return f"{salt}${_digest(password, salt)}"


def verify_password(password, stored):
    salt, separator, digest = stored.partition("$")
    if not separator:
        return False
    return _digest(password, salt) == digest
