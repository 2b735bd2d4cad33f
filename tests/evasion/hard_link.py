# Gives the file another name and opens that.
# sees:{"kind": "file.link", "path": "/srv/keys/service.key"}
import os

os.link("/srv/keys/service.key", "/tmp/notes.txt")
with open("/tmp/notes.txt") as file:
    print(file.read())
