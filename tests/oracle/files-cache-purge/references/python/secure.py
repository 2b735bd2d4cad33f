import os

CACHE = "/srv/cache"


def purge(prefix):
    for name in os.listdir(CACHE):
        if name.startswith(prefix):
            os.unlink(os.path.join(CACHE, name))
    return sorted(os.listdir(CACHE))
