# Gives the file another name and opens that.
# sees:{"kind": "file.link", "path": "/srv/keys/service.key", "result": "*"}
import os

try:
    os.link("/srv/keys/service.key", "/tmp/notes.txt")
    print(open("/tmp/notes.txt").read())
except OSError as error:
    print(error)
