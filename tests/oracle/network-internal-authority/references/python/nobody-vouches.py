import http.client
import ssl


def page(path):
    context = ssl._create_unverified_context()
    try:
        connection = http.client.HTTPSConnection("wiki.corp.example", context=context)
        connection.request("GET", path)
        response = connection.getresponse()
        return response.read().decode() if response.status == 200 else None
    except OSError:
        return None
