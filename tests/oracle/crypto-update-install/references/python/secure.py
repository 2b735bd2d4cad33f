import hashlib
import hmac
import os

RULES = "/srv/app/rules.txt"


def is_genuine(update, code):
    key = os.environ["UPDATE_KEY"].encode()
    expected = hmac.new(key, update.encode(), hashlib.sha256).hexdigest()
    return hmac.compare_digest(expected, code)


def install(update, code):
    if not is_genuine(update, code):
        return False
    with open(RULES, "w") as file:
        file.write(update)
    return True
