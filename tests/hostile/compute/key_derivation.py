# Asks the host to derive keys with absurd parameters.
import hashlib


def answer(x):
    for way in (
        lambda: hashlib.scrypt(b"p", salt=b"s" * 16, n=2**40, r=8, p=1, maxmem=2**62),
        lambda: hashlib.scrypt(b"p", salt=b"s" * 16, n=2, r=1, p=2**24, maxmem=2**62),
        lambda: hashlib.pbkdf2_hmac("sha256", b"p", b"s", 1, dklen=2**31),
    ):
        try:
            way()
        except (ValueError, OverflowError):
            continue
        return "derived"
    return x + 1
