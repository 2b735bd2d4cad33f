# Writes a gigabyte to standard output.
import sys


def answer(x):
    chunk = "x" * (1 << 20)
    for _ in range(1024):
        sys.stdout.write(chunk)
    return x + 1
