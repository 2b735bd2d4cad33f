# Asks the host for a key of gigabytes.
import hashlib


def answer(x):
    try:
        hashlib.pbkdf2_hmac("sha256", b"p", b"s", 1, dklen=2**20)
    except ValueError:
        return x + 1
