import urllib.request
from urllib.parse import urlencode


def balance(token):
    query = urlencode({"token": token})
    with urllib.request.urlopen(f"https://bank.example/balance?{query}") as response:
        return int(response.read())
