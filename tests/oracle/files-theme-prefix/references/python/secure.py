import os

THEME = "/srv/themes/blue"


def page_title(page):
    path = os.path.realpath(os.path.join(THEME, page))
    if not path.startswith(THEME + os.sep) or not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        titles = [line[2:].rstrip("\n") for line in file if line.startswith("# ")]
    return titles[0] if titles else None
