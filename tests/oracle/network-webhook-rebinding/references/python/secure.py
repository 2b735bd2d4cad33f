import http.client
import ipaddress
import socket
from urllib.parse import urlsplit


def public_address(host, port):
    address = socket.getaddrinfo(host, port, socket.AF_INET, socket.SOCK_STREAM)[0][4][0]
    if not ipaddress.ip_address(address).is_global:
        raise ConnectionRefusedError("an address of our own network")
    return address


def notify(url):
    parts = urlsplit(url)
    try:
        connection = http.client.HTTPConnection(public_address(parts.hostname, 80), 80)
        connection.request("POST", parts.path, body=b"done", headers={"Host": parts.netloc})
        response = connection.getresponse()
        response.read()
        return response.status == 200
    except OSError:
        return False
