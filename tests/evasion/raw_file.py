# Opens with the C type below `open`.
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
import _io

print(_io.FileIO("/srv/keys/service.key").readall())
