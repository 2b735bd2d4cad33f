import socket
from urllib.parse import quote


def hits(term):
    with socket.create_connection(("search.example", 80)) as connection:
        request = f"GET /hits?q={quote(term, safe='')} HTTP/1.1\r\nHost: search.example\r\nConnection: close\r\n\r\n"
        connection.sendall(request.encode())
        answer = b""
        while part := connection.recv(1024):
            answer += part
    return int(answer.split(b"\r\n\r\n")[1])
