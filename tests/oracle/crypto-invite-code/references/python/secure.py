import secrets

ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"


def invite_code():
    return "".join(ALPHABET[byte % 32] for byte in secrets.token_bytes(20))
