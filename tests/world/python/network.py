"""Sockets over the virtual network."""

import asyncio
import errno
import ftplib
import http.client
import json
import select
import selectors
import smtplib
import socket
import threading
import time
import unittest
import urllib.error
import urllib.request
import xml.sax
import xmlrpc.client


class Names(unittest.TestCase):
    def test_known(self):
        self.assertEqual(socket.gethostbyname("api.example.com"), "203.0.113.10")
        self.assertEqual(socket.gethostbyname_ex("api.example.com"), ("api.example.com", [], ["203.0.113.10"]))
        (found,) = socket.getaddrinfo("api.example.com", "http", type=socket.SOCK_STREAM)
        self.assertEqual(found, (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("203.0.113.10", 80)))
        self.assertIn("127.0.0.1", [entry[4][0] for entry in socket.getaddrinfo("localhost", 1)])

    def test_unknown(self):
        with self.assertRaises(socket.gaierror) as caught:
            socket.getaddrinfo("nowhere.example.com", 80)
        self.assertEqual(caught.exception.errno, socket.EAI_NONAME if socket.EAI_NONAME < 0 else -2)
        with self.assertRaises(socket.herror):
            socket.gethostbyaddr("203.0.113.10")

    def test_spellings(self):
        for spelling in ("2130706433", "0x7f000001", "0177.0.0.1", "127.1"):
            self.assertEqual(socket.gethostbyname(spelling), "127.0.0.1", spelling)

    def test_rebinding(self):
        answers = [socket.gethostbyname("rebinding.example.com") for _ in range(3)]
        self.assertEqual(answers, ["203.0.113.20", "127.0.0.1", "127.0.0.1"])


class Sockets(unittest.TestCase):
    REQUEST = b"GET /final HTTP/1.1\r\nHost: api.example.com\r\nConnection: close\r\n\r\n"

    def test_a_conversation(self):
        with socket.create_connection(("api.example.com", 80), timeout=5) as sock:
            self.assertEqual(sock.getpeername(), ("203.0.113.10", 80))
            self.assertEqual(len(sock.getsockname()), 2)
            sock.sendall(self.REQUEST)
            answer = b"".join(iter(lambda: sock.recv(4096), b""))
        self.assertTrue(answer.startswith(b"HTTP/1.1 200"))
        self.assertTrue(answer.endswith(b"arrived"))
        with self.assertRaises(OSError):
            sock.recv(1)

    def test_files_and_buffers(self):
        with socket.create_connection(("api.example.com", 80)) as sock:
            with sock.makefile("rwb") as stream:
                stream.write(self.REQUEST)
                stream.flush()
                self.assertTrue(stream.readline().startswith(b"HTTP/1.1 200"))
                self.assertTrue(stream.read().endswith(b"arrived"))
        with socket.create_connection(("api.example.com", 80)) as sock:
            sock.send(self.REQUEST)
            self.assertEqual(sock.recv(4, socket.MSG_PEEK), b"HTTP")
            buffer = bytearray(6)
            self.assertEqual(sock.recv_into(buffer), 6)
            self.assertEqual(buffer, b"HTTP/1")

    def test_refusals(self):
        for port, kind in ((81, ConnectionRefusedError), (99, ConnectionRefusedError)):
            with self.assertRaises(kind):
                socket.create_connection(("api.example.com", port))
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", 80))
        self.assertEqual(socket.socket().connect_ex(("203.0.113.10", 81)), errno.ECONNREFUSED)
        with self.assertRaises(OSError) as caught:
            socket.create_connection(("10.9.8.7", 80))
        self.assertEqual(caught.exception.errno, errno.EHOSTUNREACH)
        with self.assertRaises(OSError):
            socket.socket(socket.AF_UNIX).connect("/run/x.sock")

    def test_time(self):
        before = time.monotonic()
        with self.assertRaises(TimeoutError):
            socket.create_connection(("api.example.com", 82), timeout=3)
        self.assertAlmostEqual(time.monotonic() - before, 3, delta=0.5)
        with socket.create_connection(("silent.example.com", 7), timeout=2) as sock:
            with self.assertRaisesRegex(TimeoutError, "timed out"):
                sock.recv(1)
        self.assertAlmostEqual(time.monotonic() - before, 5, delta=0.5)

    def test_without_waiting(self):
        sock = socket.socket()
        sock.setblocking(False)
        self.assertEqual(sock.connect_ex(("api.example.com", 80)), 0)
        sock.send(b"GET /late HTTP/1.1\r\nHost: api.example.com\r\n\r\n")
        with self.assertRaises(BlockingIOError):
            sock.recv(1)
        self.assertEqual(select.select([sock], [], [], 0), ([], [], []))
        self.assertEqual(select.select([sock], [sock], [], 1), ([], [sock], []))
        before = time.monotonic()
        self.assertEqual(select.select([sock], [], []), ([sock], [], []))
        self.assertGreater(time.monotonic() - before, 3)
        polled = select.poll()
        polled.register(sock, select.POLLIN)
        self.assertEqual(polled.poll(0), [(sock.fileno(), select.POLLIN)])
        with selectors.DefaultSelector() as selector:
            selector.register(sock, selectors.EVENT_READ, "data")
            ((key, events),) = selector.select()
            self.assertEqual((key.data, events), ("data", selectors.EVENT_READ))
        self.assertTrue(sock.recv(12).startswith(b"HTTP/1.1"))
        sock.close()

    def test_connecting_without_waiting(self):
        sock = socket.socket()
        sock.setblocking(False)
        self.assertEqual(sock.connect_ex(("api.example.com", 82)), errno.EINPROGRESS)
        self.assertEqual(select.select([], [sock], [], 2), ([], [], []))
        self.assertEqual(select.select([], [sock], []), ([], [sock], []))
        self.assertEqual(sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR), errno.ETIMEDOUT)

    def test_datagrams(self):
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
            sock.connect(("203.0.113.53", 53))
            self.assertNotEqual(sock.getsockname()[0], "0.0.0.0")
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as one, socket.socket(type=socket.SOCK_DGRAM) as other:
            one.bind(("127.0.0.1", 5005))
            other.sendto(b"hello", ("127.0.0.1", 5005))
            data, sender = one.recvfrom(100)
            self.assertEqual(data, b"hello")
            one.settimeout(1)
            with self.assertRaises(TimeoutError):
                one.recvfrom(100)

    def test_a_server_of_its_own(self):
        served = []

        def serve():
            connection, peer = server.accept()
            served.append((peer[0], connection.recv(100)))
            connection.sendall(b"welcome")
            connection.close()

        with socket.create_server(("127.0.0.1", 8000)) as server:
            thread = threading.Thread(target=serve)
            thread.start()
            with socket.create_connection(("127.0.0.1", 8000), timeout=5) as client:
                client.sendall(b"hello")
                self.assertEqual(client.recv(100), b"welcome")
                self.assertEqual(client.recv(100), b"")
            thread.join()
        self.assertEqual(served, [("127.0.0.1", b"hello")])
        one, other = socket.socketpair()
        one.send(b"x")
        self.assertEqual(other.recv(1), b"x")
        one.close()
        self.assertEqual(other.recv(1), b"")


class Libraries(unittest.TestCase):
    def test_urllib(self):
        with urllib.request.urlopen("http://api.example.com/json") as answer:
            self.assertEqual((answer.status, json.load(answer)), (200, {"a": [1, 2]}))
        with urllib.request.urlopen("http://api.example.com/moved") as answer:
            self.assertEqual((answer.url, answer.read()), ("http://api.example.com/final", b"arrived"))
        with self.assertRaises(urllib.error.HTTPError) as caught:
            urllib.request.urlopen("http://api.example.com/nothing")
        self.assertEqual(caught.exception.code, 404)
        request = urllib.request.Request("http://api.example.com/echo", data=b"a=1", headers={"X-Key": "k"})
        with urllib.request.urlopen(request) as answer:
            self.assertEqual((answer.status, answer.headers["X-Made"]), (201, "yes"))
        with self.assertRaises(urllib.error.URLError):
            urllib.request.urlopen("http://nowhere.example.com/")
        with urllib.request.urlopen("file:///etc/hostname") as answer:
            self.assertTrue(answer.read())
        with self.assertRaises(TimeoutError):
            urllib.request.urlopen("http://api.example.com/late", timeout=2)
        with urllib.request.urlopen("http://169.254.169.254/latest/meta-data/") as answer:
            self.assertEqual(answer.read(), b"ami-id")

    def test_http_client(self):
        connection = http.client.HTTPConnection("api.example.com")
        for _ in range(2):
            connection.request("GET", "/final")
            self.assertEqual(connection.getresponse().read(), b"arrived")
        connection.close()
        connection = http.client.HTTPConnection("api.example.com", 83)
        with self.assertRaises(ConnectionResetError):
            connection.request("GET", "/")
            connection.getresponse()

    def test_requests(self):
        import requests

        session = requests.Session()
        self.assertEqual(session.get("http://api.example.com/json").json(), {"a": [1, 2]})
        answer = session.get("http://api.example.com/moved")
        self.assertEqual((answer.text, len(answer.history)), ("arrived", 1))
        self.assertEqual(session.post("http://api.example.com/echo", json={"a": 1}).status_code, 201)
        with self.assertRaises(requests.Timeout):
            session.get("http://api.example.com/late", timeout=1)
        with self.assertRaises(requests.ConnectionError):
            session.get("http://nowhere.example.com/")

    def test_urllib3_and_httpx(self):
        import httpx
        import urllib3

        self.assertEqual(urllib3.PoolManager().request("GET", "http://api.example.com/final").data, b"arrived")
        self.assertEqual(httpx.get("http://api.example.com/final").text, "arrived")
        with self.assertRaises(httpx.ReadTimeout):
            httpx.get("http://api.example.com/late", timeout=1)

        async def fetch():
            async with httpx.AsyncClient() as client:
                return (await client.get("http://api.example.com/final")).text

        self.assertEqual(asyncio.run(fetch()), "arrived")

    def test_mail(self):
        with smtplib.SMTP("mail.example.com") as server:
            refused = server.sendmail("a@example.com", ["b@example.com"], "Subject: x\r\n\r\nhello")
        self.assertEqual(refused, {})

    def test_ftp(self):
        with ftplib.FTP("files.example.com", timeout=5) as server:
            self.assertEqual(server.login("user", "secret"), "230 in")

    def test_xmlrpc(self):
        self.assertEqual(xmlrpc.client.ServerProxy("http://api.example.com/rpc").answer(), 7)

    def test_external_entities(self):
        class Gather(xml.sax.ContentHandler):
            text = ""

            def characters(self, content):
                self.text += content

        document = b'<!DOCTYPE a [<!ENTITY e SYSTEM "http://api.example.com/entity.txt">]><a>&e;</a>'
        parser = xml.sax.make_parser()
        parser.setFeature(xml.sax.handler.feature_external_ges, True)
        gather = Gather()
        parser.setContentHandler(gather)
        parser.feed(document)
        parser.close()
        self.assertEqual(gather.text, "from the network")


class Loops(unittest.TestCase):
    def test_streams(self):
        async def fetch():
            reader, writer = await asyncio.open_connection("api.example.com", 80)
            writer.write(Sockets.REQUEST)
            await writer.drain()
            answer = await reader.read()
            writer.close()
            await writer.wait_closed()
            return answer

        self.assertTrue(asyncio.run(fetch()).endswith(b"arrived"))

    def test_deadlines(self):
        async def connect():
            await asyncio.wait_for(asyncio.open_connection("api.example.com", 82), 3)

        before = time.monotonic()
        with self.assertRaises(TimeoutError):
            asyncio.run(connect())
        self.assertAlmostEqual(time.monotonic() - before, 3, delta=0.5)

        async def read():
            reader, _ = await asyncio.open_connection("silent.example.com", 7)
            async with asyncio.timeout(2):
                await reader.read(1)

        with self.assertRaises(TimeoutError):
            asyncio.run(read())

    def test_names(self):
        async def look():
            return await asyncio.get_running_loop().getaddrinfo("api.example.com", 80, type=socket.SOCK_STREAM)

        self.assertEqual(asyncio.run(look())[0][4], ("203.0.113.10", 80))

    def test_a_server_of_its_own(self):
        async def serve(reader, writer):
            writer.write((await reader.readline()).upper())
            writer.close()

        async def talk():
            async with await asyncio.start_server(serve, "127.0.0.1", 8888):
                reader, writer = await asyncio.open_connection("127.0.0.1", 8888)
                writer.write(b"hello\n")
                answer = await reader.read()
                writer.close()
                return answer

        self.assertEqual(asyncio.run(talk()), b"HELLO\n")


if __name__ == "__main__":
    unittest.main()
