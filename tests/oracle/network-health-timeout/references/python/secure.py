import urllib.request


def is_well(host):
    try:
        with urllib.request.urlopen(f"http://{host}/health", timeout=5) as response:
            return response.status == 200
    except OSError:
        return False
