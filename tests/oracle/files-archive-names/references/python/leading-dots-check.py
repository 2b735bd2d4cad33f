import os

SITE = "/srv/site"


def install_files(names, texts):
    written = []
    for name, text in zip(names, texts):
        if name.startswith(".."):
            continue
        path = os.path.join(SITE, name)
        with open(path, "w", encoding="utf-8") as file:
            file.write(text)
        written.append(os.path.normpath(path))
    return sum(path.startswith(SITE + "/") for path in written)
