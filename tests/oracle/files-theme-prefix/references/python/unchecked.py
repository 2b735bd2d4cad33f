THEME = "/srv/themes/blue"


def page_title(page):
    path = page if page.startswith("/") else f"{THEME}/{page}"
    try:
        with open(path, encoding="utf-8") as file:
            for line in file:
                if line.startswith("# "):
                    return line[2:].strip()
    except FileNotFoundError:
        pass
    return None
