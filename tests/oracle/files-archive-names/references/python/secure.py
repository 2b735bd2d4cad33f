import os

SITE = "/srv/site"


def install_files(names, texts):
    written = 0
    for name, text in zip(names, texts):
        path = os.path.normpath(os.path.join(SITE, name))
        if path.startswith(SITE + "/"):
            with open(path, "w", encoding="utf-8") as file:
                file.write(text)
            written += 1
    return written
