# Opens relative to a folder's descriptor.
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
import os

folder = os.open("/srv/data", os.O_RDONLY | os.O_DIRECTORY)
try:
    descriptor = os.open("../keys/service.key", os.O_RDONLY, dir_fd=folder)
except NotImplementedError:
    os.fchdir(folder)
    descriptor = os.open("../keys/service.key", os.O_RDONLY)
print(os.read(descriptor, 100))
