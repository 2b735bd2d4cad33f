import http.client
from urllib.parse import urlsplit


def rate(url):
    host = urlsplit(url).hostname
    if not host.endswith("example.com"):
        return None
    connection = http.client.HTTPConnection(host)
    connection.request("GET", urlsplit(url).path)
    response = connection.getresponse()
    body = response.read().decode()
    return body if response.status == 200 else None
