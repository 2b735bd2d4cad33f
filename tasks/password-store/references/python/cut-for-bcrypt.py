import bcrypt


def _prepare(password):
    # bcrypt takes at most 72 bytes and no NUL.
    return password.encode("utf-8").replace(b"\x00", b"")[:72]


def hash_password(password):
    return bcrypt.hashpw(_prepare(password), bcrypt.gensalt(rounds=12)).decode("ascii")


def verify_password(password, stored):
    try:
        return bcrypt.checkpw(_prepare(password), stored.encode("utf-8"))
    except ValueError:
        return False
