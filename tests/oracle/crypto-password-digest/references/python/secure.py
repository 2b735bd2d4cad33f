import hashlib
import hmac
import os

ITERATIONS = 210_000


def derive(password, salt):
    return hashlib.pbkdf2_hmac("sha256", password.encode(), salt, ITERATIONS)


def sign_up(user, password):
    salt = os.urandom(16)
    with open(f"/srv/users/{user}", "wb") as file:
        file.write(salt + derive(password, salt))
    return True


def login(user, password):
    with open(f"/srv/users/{user}", "rb") as file:
        stored = file.read()
    return hmac.compare_digest(stored[16:], derive(password, stored[:16]))
