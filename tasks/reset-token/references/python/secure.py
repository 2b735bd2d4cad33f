import hashlib
import secrets

LIFETIME_SECONDS = 900

# Only digests are kept, so that a dump of the memory holds no usable token.
_pending = {}  # digest of the token -> (user id, time of expiry)
_current = {}  # user id -> digest of the token


def _digest(token):
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()


def create_token(user_id, now):
    token = secrets.token_urlsafe(32)
    _pending.pop(_current.get(user_id), None)
    _current[user_id] = _digest(token)
    _pending[_current[user_id]] = (user_id, now + LIFETIME_SECONDS)
    return token


def redeem_token(token, now):
    user_id, expiry = _pending.pop(_digest(token), (None, 0))
    if user_id is None:
        return None
    del _current[user_id]
    return user_id if now < expiry else None
