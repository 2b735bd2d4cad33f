import http.client


def feed(path):
    connection = http.client.HTTPConnection("feeds.example")
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read().decode()
    return body if response.status == 200 else None
