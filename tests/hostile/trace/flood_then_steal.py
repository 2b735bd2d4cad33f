# Fills the trace with harmless events, and does what it came for when nothing is recorded any more.
import os


def answer(x):
    for _ in range(25_000):
        os.path.exists("/srv/data/a.txt")
    open("/etc/passwd").close()
    return x + 1
