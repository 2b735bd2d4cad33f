# Folders in folders, ten thousand deep.
import os


def answer(x):
    os.chdir("/srv/data")
    depth = 0
    try:
        while depth < 10_000:
            os.mkdir("d")
            os.chdir("d")
            depth += 1
    except OSError:
        return x + 1
    return "no limit"
