import hashlib
import hmac
import os


def sign_link(path, expires):
    key = os.environ["LINK_KEY"].encode()
    return hashlib.md5(key + f"{path}\n{expires}".encode()).hexdigest()


def check_link(path, expires, signature):
    return hmac.compare_digest(sign_link(path, expires), signature)
