import http.client
import ssl


def current_key():
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1
    try:
        connection = http.client.HTTPSConnection("keys.example", context=context)
        connection.request("GET", "/current")
        response = connection.getresponse()
        return response.read().decode() if response.status == 200 else None
    except OSError:
        return None
