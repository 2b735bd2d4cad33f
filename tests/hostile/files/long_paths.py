# Paths of a megabyte, each of which a careless trace would keep.
import os


def answer(x):
    path = "/srv/data/" + "a" * 1_000_000
    for _ in range(10):
        try:
            os.stat(path)
        except OSError as error:
            assert error.strerror == "Filename too long", error
    return x + 1
