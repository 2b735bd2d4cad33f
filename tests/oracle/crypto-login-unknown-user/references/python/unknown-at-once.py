import hashlib
import hmac


def login(user, password):
    with open("/srv/accounts.txt") as file:
        accounts = dict(line.split() for line in file)
    if user not in accounts:
        return False
    key = hashlib.pbkdf2_hmac("sha256", password.encode(), user.encode(), 100_000).hex()
    return hmac.compare_digest(accounts[user], key)
