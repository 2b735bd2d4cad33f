import secrets

_tokens = {}
_latest = {}
_used = set()


def create_token(user_id, now):
    token = secrets.token_urlsafe(32)
    _latest[user_id] = token
    _tokens[token] = (user_id, now)
    return token


def redeem_token(token, now):
    if token in _used:
        return None
    entry = _tokens.get(token.strip())  # links get copied with stray white space
    if entry is None:
        return None
    user_id, created = entry
    if _latest[user_id] != token.strip() or now >= created + 900:
        return None
    _used.add(token)
    return user_id
