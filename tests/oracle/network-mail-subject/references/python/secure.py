import re
import socket


def invite(address, name):
    with socket.create_connection(("mail.example", 25)) as connection:
        connection.recv(512)
        for line in ("HELO app.example", "MAIL FROM:<app@app.example>", f"RCPT TO:<{address}>", "DATA"):
            connection.sendall(line.encode() + b"\r\n")
            connection.recv(512)
        name = re.sub(r"[\x00-\x1f\x7f]+", " ", name)
        message = f"To: {address}\r\nSubject: Invitation from {name}\r\n\r\nJoin us.\r\n.\r\n"
        connection.sendall(message.encode())
        return connection.recv(512).startswith(b"250")
