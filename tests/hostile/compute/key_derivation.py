# Asks the host to derive a key with a table of petabytes.
import hashlib


def answer(x):
    return hashlib.scrypt(b"p", salt=b"s" * 16, n=2**40, r=8, p=1, maxmem=2**62)
