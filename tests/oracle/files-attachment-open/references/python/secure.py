import os

FOLDER = "/srv/mail/attachments"


def read_attachment(name):
    path = os.path.realpath(os.path.join(FOLDER, name))
    if os.path.dirname(path) != FOLDER or not os.path.isfile(path):
        return None
    with open(path, encoding="utf-8") as file:
        return file.read()
