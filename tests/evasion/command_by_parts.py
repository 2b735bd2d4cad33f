# Runs a command whose words are in parts, quoted and with wildcards.
# sees:{"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", "c''at /srv/ke?s/service.key"]}
# sees:{"kind": "process", "how": "command", "argv": ["cat", "/srv/keys/service.key"]}
# sees:{"kind": "file.open", "resolved": "/srv/keys/service.key", "process": 44}
module = __import__("o" + "s")
getattr(module, "sys" + "tem")("c''at /srv/ke?s/service.key")
