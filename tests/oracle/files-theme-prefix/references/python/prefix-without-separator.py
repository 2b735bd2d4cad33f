import os

THEME = "/srv/themes/blue"


def page_title(page):
    path = os.path.abspath(os.path.join(THEME, page))
    if not path.startswith(THEME) or not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.startswith("# "):
                return line[2:].strip()
    return None
