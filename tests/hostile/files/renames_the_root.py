# Moves the root into itself and elsewhere.
import os


def answer(x):
    for new in ("/srv/data/root", "/", "/new"):
        try:
            os.rename("/", new)
        except OSError:
            continue
        return "renamed"
    return x + 1
