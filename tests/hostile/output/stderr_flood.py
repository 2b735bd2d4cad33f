# Writes a gigabyte to standard error, below Python's own streams.
import os


def answer(x):
    chunk = b"\xff" * (1 << 20)
    for _ in range(1024):
        os.write(2, chunk)
    return x + 1
