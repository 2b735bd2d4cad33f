import hashlib


def keep_page(session, text):
    name = hashlib.sha256(session.encode()).hexdigest()
    with open(f"/srv/pages/{name}", "w", encoding="utf-8") as file:
        file.write(text)
    return True
