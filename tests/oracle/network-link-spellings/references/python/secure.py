import http.client
import ipaddress
import socket
from urllib.parse import urlsplit


def public_address(host, port):
    address = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_STREAM)[0][4][0]
    if not ipaddress.ip_address(address).is_global:
        raise ConnectionRefusedError("an address of our own network")
    return address


def is_alive(url):
    parts = urlsplit(url)
    port = parts.port or 80
    try:
        connection = http.client.HTTPConnection(public_address(parts.hostname, port), port)
        connection.request("GET", parts.path, headers={"Host": parts.netloc})
        response = connection.getresponse()
        response.read()
        return response.status == 200
    except OSError:
        return False
