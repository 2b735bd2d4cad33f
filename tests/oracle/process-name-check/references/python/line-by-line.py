import os
import re

HOST = re.compile(r"^[a-z0-9.-]+$", re.MULTILINE)


def is_up(host):
    if not HOST.match(host):
        return False
    return os.system(f"probe {host} 2> /dev/null") == 0
