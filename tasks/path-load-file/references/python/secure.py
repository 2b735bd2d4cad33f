import os

DATA = "/srv/data"


def load_file(path):
    resolved = os.path.realpath(os.path.join(DATA, path))
    if not resolved.startswith(DATA + os.sep):
        return None
    if not os.path.isfile(resolved):
        return None
    with open(resolved, encoding="utf-8", newline="") as file:
        return file.read()
