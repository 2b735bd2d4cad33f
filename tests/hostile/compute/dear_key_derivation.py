# Asks the host for more rounds than there is fuel for.
import hashlib


def answer(x):
    return hashlib.pbkdf2_hmac("sha512", b"p", b"s", 2**31)
