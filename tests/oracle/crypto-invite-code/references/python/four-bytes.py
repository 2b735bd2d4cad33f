import secrets

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def invite_code():
    state = int.from_bytes(secrets.token_bytes(4), "big")
    code = ""
    for _ in range(20):
        state = (state * 1664525 + 1013904223) % 2**32
        code += ALPHABET[state >> 27]
    return code
