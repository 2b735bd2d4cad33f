# Opens by `/proc`, with a path of bytes.
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
with open(b"/proc/self/cwd/../srv//keys/service.key") as file:
    print(file.read())
