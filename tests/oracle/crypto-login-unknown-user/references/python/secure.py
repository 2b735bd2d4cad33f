import hashlib
import hmac


def login(user, password):
    with open("/srv/accounts.txt") as file:
        accounts = dict(line.split() for line in file)
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), user.encode(), 100_000).hex()
    return hmac.compare_digest(accounts.get(user, "-" * 64), key)
