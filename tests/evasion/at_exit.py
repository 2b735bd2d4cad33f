# Waits until the program has ended.
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
import atexit

atexit.register(lambda: print(open("/srv/keys/service.key").read()))
