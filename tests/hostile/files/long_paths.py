# Paths of megabytes, each of which a careless trace would keep.
import os


def answer(x):
    path = "/srv/data/" + "a" * 4_000_000
    for _ in range(20):
        try:
            os.stat(path)
        except OSError as error:
            assert error.strerror == "Filename too long", error
    return x + 1
