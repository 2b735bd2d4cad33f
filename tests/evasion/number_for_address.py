# Writes an address as one number.
# sees:{"kind": "network", "how": "connect", "target": "169.254.169.254:80", "scope": "metadata"}
import socket

connection = socket.socket()
connection.connect(("2852039166", 80))
connection.sendall(b"GET / HTTP/1.0\r\n\r\n")
print(connection.recv(100))
