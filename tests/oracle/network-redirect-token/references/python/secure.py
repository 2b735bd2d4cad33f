import http.client
from urllib.parse import urljoin, urlsplit


def download(path, token):
    url = "https://files.example" + path
    for _ in range(4):
        parts = urlsplit(url)
        headers = {"Authorization": f"Bearer {token}"} if parts.netloc == "files.example" else {}
        connection = http.client.HTTPSConnection(parts.netloc)
        connection.request("GET", parts.path, headers=headers)
        response = connection.getresponse()
        body = response.read().decode()
        if response.status != 302:
            break
        url = urljoin(url, response.headers["Location"])
    return body if response.status == 200 else None
