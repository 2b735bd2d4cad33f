import itertools
import os


def archive_letter(name):
    source = f"/srv/letters/inbox/{name}"
    names = itertools.chain([name], (f"{name}.{number}" for number in itertools.count(1)))
    for free in names:
        try:
            os.link(source, f"/srv/letters/archive/{free}")
            break
        except FileExistsError:
            continue
    os.unlink(source)
    return True
