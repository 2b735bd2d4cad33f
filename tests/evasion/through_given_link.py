# Opens a link that lies in an allowed folder.
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
with open("/srv/data/link") as file:
    print(file.read())
