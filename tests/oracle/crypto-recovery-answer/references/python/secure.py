import hashlib
import os


def keep_answer(user, answer):
    salt = os.urandom(16)
    key = hashlib.scrypt(answer.encode(), salt=salt, n=16384, r=8, p=1, dklen=32)
    with open(f"/srv/answers/{user}", "w") as file:
        file.write((salt + key).hex())
    return True
