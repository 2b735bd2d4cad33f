import hashlib
import time

_number = 0


def keep_upload(content):
    global _number
    _number += 1
    name = hashlib.md5(f"{time.time_ns()}-{_number}".encode()).hexdigest()
    with open(f"/srv/uploads/{name}", "x", encoding="utf-8") as file:
        file.write(content)
    return True
