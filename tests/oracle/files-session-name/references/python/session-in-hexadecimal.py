def keep_page(session, text):
    name = session.encode("utf-8").hex()
    with open(f"/srv/pages/{name}", "w", encoding="utf-8") as file:
        file.write(text)
    return True
