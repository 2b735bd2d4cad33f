import urllib.error
import urllib.request

LIMIT = 65536


def short_text(url):
    try:
        with urllib.request.urlopen(url) as response:
            body = response.read()
    except urllib.error.HTTPError:
        return None
    return body.decode() if len(body) <= LIMIT else None
