import os


def setting(name):
    path = os.path.join("/etc/app", os.environ["APP_PROFILE"] + ".conf")
    with open(path, encoding="utf-8") as file:
        for line in file:
            key, _, value = line.strip().partition("=")
            if key == name:
                return value
    return None
