# Takes `subprocess` away and starts a program by the system's call.
# sees:{"kind": "process", "how": "spawn", "argv": ["/bin/cat", "/srv/keys/service.key"]}
import os
import subprocess

subprocess.Popen = subprocess.run = None
process = os.posix_spawn("/bin/cat", ["cat", "/srv/keys/service.key"], {})
print(os.waitpid(process, 0))
