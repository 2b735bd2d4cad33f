# Is refused a file and says nothing of it.
# sees:{"kind": "file.open", "resolved": "/etc/shadow", "result": "EACCES"}
try:
    open("/etc/shadow").read()
except OSError:
    pass
print("fine")
