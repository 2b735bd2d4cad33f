# Links that lead to each other, and links that multiply.
import os


def answer(x):
    os.chdir("/srv/data")
    os.symlink("b", "a")
    os.symlink("a", "b")
    os.symlink("c/c/c/c/c/c/c/c", "c")
    for name in ("a", "c"):
        try:
            open(name).close()
        except OSError:
            continue
        return "opened"
    return x + 1
