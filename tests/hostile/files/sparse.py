# Asks for an exabyte by writing far beyond the end.
import os


def answer(x):
    file = os.open("/srv/data/f", os.O_RDWR | os.O_CREAT)
    refused = 0
    for offset in (1 << 40, 1 << 62, (1 << 63) - 1):
        for attempt in (lambda: os.ftruncate(file, offset), lambda: os.pwrite(file, b"x", offset)):
            try:
                attempt()
            except OSError:
                refused += 1
    return x + 1 if refused == 6 else refused
