import os

DATA = "/srv/data"


def load_file(path):
    if path.startswith("/") or path.startswith(".."):
        return None
    full = os.path.join(DATA, path)
    if not os.path.isfile(full):
        return None
    with open(full, encoding="utf-8", newline="") as file:
        return file.read()
