# Opens files without closing them.
import os


def answer(x):
    opened = []
    try:
        while True:
            opened.append(os.open("/srv/data/a.txt", os.O_RDONLY))
    except OSError as error:
        return x + 1 if error.strerror == "No file descriptors available" else str(error)
