def preview(name):
    with open(f"/srv/notes/{name}", "rb") as file:
        return file.read()[:64].decode("ascii")
