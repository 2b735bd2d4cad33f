import os


def store_token(service, token):
    path = os.path.join("/home/app/tokens", service)
    with open(path, "w", encoding="utf-8") as file:
        file.write(token)
    os.chmod(path, 0o600)
    return True
