# Reads endless devices and writes to a full one.
import os


def answer(x):
    zero, random, full = (os.open("/dev/" + name, os.O_RDWR) for name in ("zero", "urandom", "full"))
    os.read(zero, 1 << 24)
    os.read(random, 1 << 20)
    try:
        os.write(full, b"x")
    except OSError:
        return x + 1
