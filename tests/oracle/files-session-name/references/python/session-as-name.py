def keep_page(session, text):
    with open(f"/srv/pages/{session}.html", "w", encoding="utf-8") as file:
        file.write(text)
    return True
