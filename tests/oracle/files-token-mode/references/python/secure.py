import os


def store_token(service, token):
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL
    descriptor = os.open(f"/home/app/tokens/{service}", flags, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(token)
    return True
