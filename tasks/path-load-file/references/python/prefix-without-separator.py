import os

DATA = "/srv/data"


def load_file(path):
    full = os.path.realpath(os.path.join(DATA, path))
    if not full.startswith(DATA):
        return None
    if not os.path.isfile(full):
        return None
    with open(full, encoding="utf-8", newline="") as file:
        return file.read()
