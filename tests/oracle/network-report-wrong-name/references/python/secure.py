import ssl
import urllib.request


def send_report(text):
    context = ssl.create_default_context()
    try:
        with urllib.request.urlopen("https://reports.example/", text.encode(), context=context) as response:
            return response.status == 200
    except OSError:
        return False
