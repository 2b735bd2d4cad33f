import os
import re


def is_up(host):
    if not re.fullmatch(r"[a-z0-9.-]+", host):
        return False
    return os.system(f"probe {host} 2> /dev/null") == 0
