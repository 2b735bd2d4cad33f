import os

DATA = "/srv/data"


def load_file(path):
    cleaned = path.replace("../", "").lstrip("/")
    full = os.path.join(DATA, cleaned)
    if not os.path.isfile(full):
        return None
    with open(full, encoding="utf-8", newline="") as file:
        return file.read()
