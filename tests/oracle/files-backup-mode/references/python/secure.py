import os


def back_up(name):
    with open(f"/srv/app/{name}", "rb") as source:
        mode = os.fstat(source.fileno()).st_mode & 0o777
        target = os.open(f"/srv/backup/{name}", os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
        with open(target, "wb") as copy:
            return copy.write(source.read())
