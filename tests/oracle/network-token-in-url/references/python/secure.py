import urllib.request


def balance(token):
    request = urllib.request.Request("https://bank.example/balance", headers={"Authorization": f"Bearer {token}"})
    with urllib.request.urlopen(request) as response:
        return int(response.read())
