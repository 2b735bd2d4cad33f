import os

DATA = "/srv/data"


def load_file(path):
    full = os.path.normpath(os.path.join(DATA, path))
    if os.path.commonpath([DATA, full]) != DATA:
        return None
    try:
        with open(full, encoding="utf-8", newline="") as file:
            return file.read()
    except OSError:
        return None
