"""Secured connections over the virtual network."""

import asyncio
import http.client
import ssl
import socket
import unittest
import urllib.error
import urllib.request


def fetch(host, context=None):
    with urllib.request.urlopen(f"https://{host}/", context=context) as answer:
        return answer.read()


class Certificates(unittest.TestCase):
    def test_a_good_one(self):
        self.assertEqual(fetch("api.example.com"), b"secured")

    def test_bad_ones(self):
        for host, text in (
            ("self.example.com", "certificate verify failed: self-signed certificate"),
            ("expired.example.com", "certificate verify failed: certificate has expired"),
            ("wrong.example.com", "Hostname mismatch, certificate is not valid for 'wrong.example.com'."),
            ("corp.example.com", "certificate verify failed: unable to get local issuer certificate"),
        ):
            with self.subTest(host), self.assertRaises(urllib.error.URLError) as caught:
                fetch(host)
            self.assertIsInstance(caught.exception.reason, ssl.SSLCertVerificationError)
            self.assertIn(text, str(caught.exception.reason))
            self.assertNotIn("names:", str(caught.exception.reason))
            self.assertEqual(caught.exception.reason.reason, "CERTIFICATE_VERIFY_FAILED")

    def test_without_verification(self):
        context = ssl.create_default_context()
        context.check_hostname = False
        self.assertEqual(fetch("wrong.example.com", context), b"wrong")
        context.verify_mode = ssl.CERT_NONE
        self.assertEqual(fetch("self.example.com", context), b"self")
        self.assertEqual(fetch("expired.example.com", ssl._create_unverified_context()), b"expired")

    def test_authorities(self):
        context = ssl.create_default_context(cafile="/etc/ssl/corp.pem")
        self.assertEqual(fetch("corp.example.com", context), b"corp")
        with self.assertRaises(urllib.error.URLError):
            fetch("api.example.com", context)
        with open("/etc/ssl/corp.pem") as file:
            context = ssl.create_default_context(cadata=file.read())
        self.assertEqual(fetch("corp.example.com", context), b"corp")
        with self.assertRaises(FileNotFoundError):
            context.load_verify_locations("/nowhere.pem")

    def test_versions(self):
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        self.assertEqual(fetch("api.example.com", context), b"secured")
        with self.assertRaises(urllib.error.URLError) as caught:
            fetch("old.example.com")
        self.assertIsInstance(caught.exception.reason, ssl.SSLError)
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1
        self.assertEqual(fetch("old.example.com", context), b"old")


class Sockets(unittest.TestCase):
    def test_a_wrapped_socket(self):
        context = ssl.create_default_context()
        with socket.create_connection(("api.example.com", 443)) as plain:
            with context.wrap_socket(plain, server_hostname="api.example.com") as sock:
                self.assertIn(sock.version(), ("TLSv1.2", "TLSv1.3"))
                self.assertEqual(len(sock.cipher()), 3)
                self.assertIn(("DNS", "api.example.com"), sock.getpeercert()["subjectAltName"])
                self.assertTrue(sock.getpeercert(binary_form=True))
                sock.sendall(b"GET / HTTP/1.0\r\nHost: api.example.com\r\n\r\n")
                answer = b"".join(iter(lambda: sock.recv(1000), b""))
        self.assertTrue(answer.endswith(b"secured"))
        with self.assertRaises(ValueError):
            context.wrap_socket(socket.socket())

    def test_who_is_not_secured(self):
        with socket.create_connection(("api.example.com", 80)) as plain:
            with self.assertRaises(ssl.SSLError):
                ssl.create_default_context().wrap_socket(plain, server_hostname="api.example.com")

    def test_libraries(self):
        import httpx
        import requests
        import urllib3

        connection = http.client.HTTPSConnection("api.example.com")
        connection.request("GET", "/")
        self.assertEqual(connection.getresponse().read(), b"secured")
        self.assertEqual(requests.get("https://api.example.com/").text, "secured")
        with self.assertRaises(requests.exceptions.SSLError):
            requests.get("https://self.example.com/")
        self.assertEqual(requests.get("https://self.example.com/", verify=False).text, "self")
        self.assertEqual(requests.get("https://corp.example.com/", verify="/etc/ssl/corp.pem").text, "corp")
        pool = urllib3.PoolManager(cert_reqs="CERT_NONE")
        self.assertEqual(pool.request("GET", "https://self.example.com/").data, b"self")
        self.assertEqual(httpx.get("https://api.example.com/").text, "secured")
        with self.assertRaises(httpx.ConnectError):
            httpx.get("https://expired.example.com/")
        self.assertEqual(httpx.get("https://expired.example.com/", verify=False).text, "expired")

        async def get(url, **options):
            async with httpx.AsyncClient(**options) as client:
                return (await client.get(url)).text

        self.assertEqual(asyncio.run(get("https://api.example.com/")), "secured")
        with self.assertRaises(httpx.ConnectError):
            asyncio.run(get("https://self.example.com/"))

    def test_loops(self):
        async def talk(host, context):
            reader, writer = await asyncio.open_connection(host, 443, ssl=context)
            writer.write(f"GET / HTTP/1.0\r\nHost: {host}\r\n\r\n".encode())
            answer = await reader.read()
            version = writer.get_extra_info("ssl_object").version()
            writer.close()
            return answer, version

        answer, version = asyncio.run(talk("api.example.com", True))
        self.assertTrue(answer.endswith(b"secured"))
        self.assertIn(version, ("TLSv1.2", "TLSv1.3"))
        with self.assertRaises(ssl.SSLCertVerificationError):
            asyncio.run(talk("self.example.com", ssl.create_default_context()))


if __name__ == "__main__":
    unittest.main()
