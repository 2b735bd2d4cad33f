import http.client
from urllib.parse import urlsplit

ALLOWED = ("http://rates.example.com", "http://backup.example.com")


def rate(url):
    if not url.startswith(ALLOWED):
        return None
    connection = http.client.HTTPConnection(urlsplit(url).hostname)
    connection.request("GET", urlsplit(url).path)
    response = connection.getresponse()
    body = response.read().decode()
    return body if response.status == 200 else None
