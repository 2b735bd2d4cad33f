import base64
import socket
import ssl


def ask(stream, line):
    stream.sendall(line + b"\r\n")
    return stream.recv(512)


def may_send(user, password):
    context = ssl.create_default_context()
    stream = socket.create_connection(("mail.example", 587))
    try:
        stream.recv(512)
        if b"STARTTLS" in ask(stream, b"EHLO app.example"):
            ask(stream, b"STARTTLS")
            stream = context.wrap_socket(stream, server_hostname="mail.example")
        credentials = base64.b64encode(f"\0{user}\0{password}".encode())
        return ask(stream, b"AUTH PLAIN " + credentials).startswith(b"235")
    finally:
        stream.close()
