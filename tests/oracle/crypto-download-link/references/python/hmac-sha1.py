import hashlib
import hmac
import os


def sign_link(path, expires):
    key = os.environ["LINK_KEY"].encode()
    return hmac.new(key, f"{path}\n{expires}".encode(), hashlib.sha1).hexdigest()


def check_link(path, expires, signature):
    return hmac.compare_digest(sign_link(path, expires), signature)
