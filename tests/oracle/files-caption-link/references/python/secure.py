import os
import re


def caption(photo):
    if not re.fullmatch("[a-z0-9-]+", photo):
        return None
    try:
        descriptor = os.open(f"/srv/gallery/{photo}.txt", os.O_RDONLY | os.O_NOFOLLOW)
    except OSError:
        return None
    with open(descriptor, encoding="utf-8") as file:
        found = re.search("^caption: (.*)$", file.read(), re.MULTILINE)
    return found and found[1]
