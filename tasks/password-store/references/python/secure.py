import base64
import binascii
import hashlib
import hmac
import os
import re

ITERATIONS = 600_000
FORMAT = re.compile(r"pbkdf2-sha256:([0-9]{1,7}):([A-Za-z0-9+/]{22}==):([A-Za-z0-9+/]{43}=)", re.ASCII)


def _derive(password, salt, iterations):
    # The end mark makes a NUL at the end count: the keyed hash inside pads what it gets with NULs. Lone surrogates, which
    # UTF-8 proper can't say, are passwords too.
    secret = password.encode("utf-8", "surrogatepass") + b"\x01"
    return hashlib.pbkdf2_hmac("sha256", secret, salt, iterations)


def hash_password(password):
    salt = os.urandom(16)
    key = _derive(password, salt, ITERATIONS)
    parts = (base64.b64encode(part).decode("ascii") for part in (salt, key))
    return ":".join(["pbkdf2-sha256", str(ITERATIONS), *parts])


def verify_password(password, stored):
    match = FORMAT.fullmatch(stored)
    if match is None or int(match[1]) != ITERATIONS:
        return False
    salt, key = (binascii.a2b_base64(part) for part in match.group(2, 3))
    return hmac.compare_digest(_derive(password, salt, ITERATIONS), key)
