import hashlib
import secrets

_tokens = {}
_latest = {}


def create_token(user_id, now):
    code = secrets.randbits(32)
    token = hashlib.sha256(str(code).encode()).hexdigest()
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
