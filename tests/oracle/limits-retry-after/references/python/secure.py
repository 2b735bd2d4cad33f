import re
import time


def wait_as_told(header):
    match = re.fullmatch(r"Retry-After: ([0-9]{1,9})", header)
    if match is None:
        return False
    time.sleep(min(int(match[1]), 30))
    return True
