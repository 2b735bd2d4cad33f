import urllib.request


def sign_in(user, password):
    try:
        with urllib.request.urlopen("https://login.example/session", f"{user}:{password}".encode()) as response:
            return response.status == 200
    except OSError:
        return False
