import hashlib

SALT = b"pepper-and-salt!"


def enrol(user, pin):
    key = hashlib.pbkdf2_hmac("sha256", pin.encode(), SALT, 100_000)
    with open(f"/srv/pins/{user}", "w") as file:
        return file.write((SALT + key).hex())
