import os
import re


def setting(name):
    profile = os.environ.get("APP_PROFILE", "")
    if not re.fullmatch("[a-z]+", profile):
        return None
    with open(f"/etc/app/{profile}.conf", encoding="utf-8") as file:
        pairs = dict(line.rstrip("\n").split("=", 1) for line in file)
    return pairs.get(name)
