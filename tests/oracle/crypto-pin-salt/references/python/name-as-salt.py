import hashlib


def enrol(user, pin):
    salt = user.encode().ljust(16, b".")[:16]
    key = hashlib.pbkdf2_hmac("sha256", pin.encode(), salt, 100_000)
    with open(f"/srv/pins/{user}", "w") as file:
        return file.write((salt + key).hex())
