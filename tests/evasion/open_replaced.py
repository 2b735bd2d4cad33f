# Replaces `open` for everybody, and opens by the system's call.
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
import builtins
import io
import os

builtins.open = io.open = lambda *args, **kwargs: io.StringIO("nothing")
descriptor = os.open("/srv/keys/service.key", os.O_RDONLY)
print(os.read(descriptor, 100))
