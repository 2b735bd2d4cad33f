import ipaddress
import socket
import urllib.request
from urllib.parse import urlsplit


def notify(url):
    try:
        address = socket.gethostbyname(urlsplit(url).hostname)
        if not ipaddress.ip_address(address).is_global:
            return False
        with urllib.request.urlopen(url, data=b"done") as response:
            response.read()
            return response.status == 200
    except OSError:
        return False
