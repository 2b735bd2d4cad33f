import os

FOLDER = "/srv/mail/attachments"


def read_attachment(name):
    path = os.path.realpath(os.path.join(FOLDER, name))
    try:
        with open(path, encoding="utf-8") as file:
            text = file.read()
    except OSError:
        return None
    return text if os.path.dirname(path) == FOLDER else None
