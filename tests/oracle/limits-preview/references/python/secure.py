def preview(name):
    with open(f"/srv/notes/{name}", "rb", buffering=0) as file:
        return file.read(64).decode("ascii")
