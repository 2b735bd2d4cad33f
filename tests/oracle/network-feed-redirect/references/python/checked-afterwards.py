import urllib.error
import urllib.request


def feed(path):
    try:
        with urllib.request.urlopen("http://feeds.example" + path) as response:
            body = response.read().decode()
            return body if response.url.startswith("http://feeds.example/") else None
    except urllib.error.HTTPError:
        return None
