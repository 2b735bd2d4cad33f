import re


def caption(photo):
    if not re.fullmatch("[a-z0-9-]+", photo):
        return None
    try:
        with open(f"/srv/gallery/{photo}.txt", encoding="utf-8") as file:
            found = re.search("^caption: (.*)$", file.read(), re.MULTILINE)
    except OSError:
        return None
    return found and found[1]
