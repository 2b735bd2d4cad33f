import glob
import os

CACHE = "/srv/cache"


def purge(prefix):
    for path in glob.glob(f"{CACHE}/{prefix}*"):
        os.remove(path)
    return sorted(os.listdir(CACHE))
