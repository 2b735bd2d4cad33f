import hashlib
import hmac

SALT = b"my-application-salt"


def hash_password(password):
    return hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), SALT, 200_000).hex()


def verify_password(password, stored):
    if not stored.isascii():
        return False
    return hmac.compare_digest(hash_password(password), stored)
