# Evaluates code that stands in base64, by a name made of numbers.
# sees:{"kind": "code", "text": "open('/srv/keys/service.key').read()"}
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "access": "read"}
import base64

run = getattr(__builtins__, "".join(chr(n) for n in (101, 118, 97, 108)))
print(run(base64.b64decode(b"b3BlbignL3Nydi9rZXlzL3NlcnZpY2Uua2V5JykucmVhZCgp").decode()))
