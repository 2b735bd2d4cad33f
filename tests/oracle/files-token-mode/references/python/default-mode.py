from pathlib import Path


def store_token(service, token):
    Path("/home/app/tokens", service).write_text(token, encoding="utf-8")
    return True
