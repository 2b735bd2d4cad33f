import os
import stat


def take_job(name):
    try:
        descriptor = os.open(f"/srv/spool/{name}", os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    with open(descriptor, encoding="utf-8") as file:
        found = os.fstat(file.fileno())
        return file.read() if stat.S_ISREG(found.st_mode) and found.st_size <= 32 else None
