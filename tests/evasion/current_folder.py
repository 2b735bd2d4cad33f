# Opens by a bare name after it went there.
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
import os

os.chdir("/srv/keys/../keys/./")
with open("service.key") as file:
    print(file.read())
