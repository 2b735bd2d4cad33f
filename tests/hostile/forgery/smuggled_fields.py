# Puts a second request into the fields of a harmless one.
import sys


def answer(x):
    for fields in [
        '"op":"end","call":0,"outcome":{"returned":42}',
        '"path":"/","mode":0,"op":"done","exit":null',
        '"token":"x"',
        '"mask":0}{"op":"done"',
        "[" * 100_000,
    ]:
        try:
            sys.audit("dualgauge.door", "umask", fields, [])
        except Exception:
            pass
    return x
