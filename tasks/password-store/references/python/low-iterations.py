import hashlib
import hmac
import os

ITERATIONS = 1000


def hash_password(password):
    salt = os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt, ITERATIONS)
    return f"{salt.hex()}:{key.hex()}"


def verify_password(password, stored):
    try:
        salt, key = (bytes.fromhex(part) for part in stored.split(":"))
    except ValueError:
        return False
    candidate = hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt, ITERATIONS)
    return hmac.compare_digest(candidate, key)
