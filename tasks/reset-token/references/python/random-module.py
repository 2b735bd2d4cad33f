import random
import string

ALPHABET = string.ascii_letters + string.digits

_tokens = {}
_latest = {}


def create_token(user_id, now):
    token = "".join(random.choice(ALPHABET) for _ in range(48))
    _tokens.pop(_latest.get(user_id), None)
    _latest[user_id] = token
    _tokens[token] = {"user_id": user_id, "expires": now + 900}
    return token


def redeem_token(token, now):
    entry = _tokens.get(token)
    if entry is None or now >= entry["expires"]:
        return None
    del _tokens[token]
    return entry["user_id"]
