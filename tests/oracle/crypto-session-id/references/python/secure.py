import secrets

_sessions = {}


def start_session(user):
    session = secrets.token_hex(32)
    _sessions[session] = user
    return session


def user_of(session):
    return _sessions.get(session)
