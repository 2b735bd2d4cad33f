import secrets


def keep_upload(content):
    name = secrets.token_hex(16)
    with open(f"/srv/uploads/{name}", "x", encoding="utf-8") as file:
        file.write(content)
    return True
