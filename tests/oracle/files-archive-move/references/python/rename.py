import os


def archive_letter(name):
    os.rename(f"/srv/letters/inbox/{name}", f"/srv/letters/archive/{name}")
    return True
