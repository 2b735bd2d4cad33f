import urllib.error
import urllib.request


def download(path, token):
    request = urllib.request.Request("https://files.example" + path)
    request.add_header("Authorization", f"Bearer {token}")
    try:
        with urllib.request.urlopen(request) as response:
            return response.read().decode()
    except urllib.error.HTTPError:
        return None
