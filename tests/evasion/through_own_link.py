# Opens through a link that it made.
# sees:{"kind": "file.symlink", "path": "/tmp/innocent", "target": "/srv/keys"}
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
import os

os.symlink("/srv/keys", "/tmp/innocent")
with open("/tmp/innocent/service.key") as file:
    print(file.read())
