import random

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def invite_code():
    return "".join(random.choice(ALPHABET) for _ in range(20))
