import http.client
from urllib.parse import urlsplit


def fetch_text(url):
    parts = urlsplit(url)
    try:
        connection = http.client.HTTPConnection(parts.hostname, parts.port or 80)
        connection.request("GET", parts.path)
        response = connection.getresponse()
        return response.read().decode() if response.status == 200 else None
    except OSError:
        return None
