import http.client
import ssl


def page(path):
    context = ssl.create_default_context(cafile="/etc/ssl/corp.pem")
    try:
        connection = http.client.HTTPSConnection("wiki.corp.example", context=context)
        connection.request("GET", path)
        response = connection.getresponse()
        return response.read().decode() if response.status == 200 else None
    except OSError:
        return None
