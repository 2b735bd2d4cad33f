import os
import stat


def take_job(name):
    path = os.path.join("/srv/spool", name)
    try:
        found = os.lstat(path)
    except FileNotFoundError:
        return None
    if not stat.S_ISREG(found.st_mode) or found.st_size > 32:
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()
