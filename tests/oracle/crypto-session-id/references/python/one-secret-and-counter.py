import hashlib
import secrets

_sessions = {}
_secret = None


def start_session(user):
    global _secret
    if _secret is None:
        _secret = secrets.token_hex(16)
    session = hashlib.sha256(f"{_secret}:{len(_sessions)}".encode()).hexdigest()
    _sessions[session] = user
    return session


def user_of(session):
    return _sessions.get(session)
