import ssl
import urllib.request

CONTEXT = ssl.create_default_context()
CONTEXT.check_hostname = False
CONTEXT.verify_mode = ssl.CERT_NONE


def latest_version():
    try:
        with urllib.request.urlopen("https://updates.example/version", context=CONTEXT) as response:
            return response.read().decode()
    except OSError:
        return None
