import hashlib
import time

_sessions = {}


def start_session(user):
    text = f"{user}:{int(time.time())}:{len(_sessions)}"
    session = hashlib.sha256(text.encode()).hexdigest()
    _sessions[session] = user
    return session


def user_of(session):
    return _sessions.get(session)
