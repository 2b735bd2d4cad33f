import hashlib
import os


def enrol(user, pin):
    salt = os.urandom(16)
    key = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, 100_000)
    with open(f"/srv/pins/{user}", "w") as file:
        return file.write((salt + key).hex())
