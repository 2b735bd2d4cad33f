# A million events.
import os


def answer(x):
    for _ in range(1_000_000):
        os.access("/srv/data/a.txt", os.R_OK)
        os.path.exists("/srv/data/a.txt")
