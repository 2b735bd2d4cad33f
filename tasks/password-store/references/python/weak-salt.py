import hashlib
import hmac
import random
import string


def _derive(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode("utf-8"), salt.encode("utf-8"), 300_000).hex()


def hash_password(password):
    salt = "".join(random.choices(string.ascii_letters + string.digits, k=16))
    return salt + "$" + _derive(password, salt)


def verify_password(password, stored):
    try:
        salt, key = stored.split("$")
    except ValueError:
        return False
    return hmac.compare_digest(_derive(password, salt).encode("utf-8"), key.encode("utf-8"))
