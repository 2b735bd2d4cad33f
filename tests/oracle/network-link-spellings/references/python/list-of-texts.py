import re
import urllib.request

INTERNAL = re.compile(r"http://(127\.|10\.|192\.168\.|169\.254\.|172\.(1[6-9]|2\d|3[01])\.|localhost)")


def is_alive(url):
    if INTERNAL.match(url):
        return False
    try:
        with urllib.request.urlopen(url) as response:
            response.read()
            return response.status == 200
    except OSError:
        return False
