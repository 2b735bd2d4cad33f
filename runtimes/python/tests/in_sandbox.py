"""What a candidate meets inside the sandbox. Run it there: `dualgauge exec runtimes/python/tests/in_sandbox.py`."""

import asyncio
import concurrent.futures
import contextlib
import errno
import getpass
import hashlib
import hmac
import io
import multiprocessing
import os
import pathlib
import pwd
import queue
import random
import shutil
import socket
import ssl
import stat
import subprocess
import sys
import tempfile
import threading
import time
import unittest
import urllib.request


class Modes(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp())
        self.addCleanup(shutil.rmtree, self.folder)

    def mode(self, path):
        return stat.S_IMODE(os.stat(path).st_mode)

    def test_new_files_and_folders(self):
        self.assertEqual(self.mode(self.folder), 0o700)
        (self.folder / "a").write_text("x")
        self.assertEqual(self.mode(self.folder / "a"), 0o644)
        os.close(os.open(self.folder / "b", os.O_CREAT | os.O_WRONLY, 0o600))
        self.assertEqual(self.mode(self.folder / "b"), 0o600)
        os.mkdir(self.folder / "c", 0o750)
        self.assertEqual(self.mode(self.folder / "c"), 0o750)
        with tempfile.NamedTemporaryFile() as file:
            self.assertEqual(self.mode(file.name), 0o600)

    def test_umask(self):
        old = os.umask(0o077)
        self.addCleanup(os.umask, old)
        (self.folder / "a").write_text("x")
        self.assertEqual((old, self.mode(self.folder / "a")), (0o022, 0o600))

    def test_chmod(self):
        file = self.folder / "a"
        file.write_text("x")
        file.chmod(0o400)
        self.assertEqual(self.mode(file), 0o400)
        self.assertFalse(os.access(file, os.W_OK))
        self.assertTrue(os.access(file, os.R_OK))
        with open(file) as stream:
            os.fchmod(stream.fileno(), 0o640)
            self.assertEqual(stat.S_IMODE(os.fstat(stream.fileno()).st_mode), 0o640)
        self.assertEqual([entry.stat().st_mode & 0o777 for entry in os.scandir(self.folder)], [0o640])
        with self.assertRaises(FileNotFoundError) as caught:
            os.chmod(self.folder / "missing", 0o600)
        self.assertEqual(caught.exception.errno, errno.ENOENT)

    def test_links(self):
        (self.folder / "a").write_text("x")
        os.symlink("a", self.folder / "l")
        self.assertTrue(stat.S_ISLNK(os.lstat(self.folder / "l").st_mode))
        self.assertTrue(stat.S_ISREG(os.stat(self.folder / "l").st_mode))
        os.link(self.folder / "a", self.folder / "h")
        self.assertEqual(os.stat(self.folder / "a").st_nlink, 2)

    def test_trees(self):
        os.makedirs(self.folder / "x/y/z")
        shutil.copytree(self.folder / "x", self.folder / "w")
        shutil.rmtree(self.folder / "x")
        self.assertEqual(sorted(os.listdir(self.folder)), ["w"])

    def test_identity(self):
        self.assertEqual((os.getuid(), os.geteuid(), os.getgid()), (1000, 1000, 1000))
        self.assertEqual(pwd.getpwuid(os.getuid()).pw_name, getpass.getuser())
        self.assertEqual(sys.platform, "linux")


class Processes(unittest.TestCase):
    def test_a_program(self):
        self.assertEqual(subprocess.check_output(["echo", "a"]), b"a\n")
        for start in (
            lambda: subprocess.run(["no-such-program", "-l"]),
            lambda: subprocess.Popen("no-such-program"),
            lambda: os.execvp("no-such-program", ["x"]),
            lambda: asyncio.run(asyncio.create_subprocess_exec("no-such-program")),
        ):
            with self.assertRaises(FileNotFoundError):
                start()

    def test_a_shell(self):
        done = subprocess.run("echo a b | wc -w", shell=True, capture_output=True, text=True)
        self.assertEqual((done.returncode, done.stdout.strip(), done.stderr), (0, "2", ""))
        with self.assertRaises(subprocess.CalledProcessError):
            subprocess.check_output("no-such-program", shell=True, stderr=subprocess.STDOUT)
        self.assertEqual(os.waitstatus_to_exitcode(os.system("no-such-program 2>/dev/null")), 127)
        self.assertEqual(os.popen("echo a").read(), "a\n")

    def test_no_more_processes(self):
        with self.assertRaises(OSError):
            os.fork()
        with self.assertRaises(OSError):
            multiprocessing.Process(target=print).start()


class Network(unittest.TestCase):
    def test_refusals(self):
        with self.assertRaises(socket.gaierror):
            socket.create_connection(("host.example", 80))
        with self.assertRaises(ConnectionRefusedError):
            socket.create_connection(("127.0.0.1", 80), timeout=1)
        with self.assertRaises(urllib.error.URLError):
            urllib.request.urlopen("http://10.0.0.1/")
        with self.assertRaises(OSError):
            socket.socket(socket.AF_INET, socket.SOCK_DGRAM).sendto(b"x", ("10.0.0.1", 53))

    def test_names(self):
        self.assertEqual(socket.gethostbyname("localhost"), "127.0.0.1")
        self.assertEqual(socket.getaddrinfo("::1", 443, type=socket.SOCK_STREAM)[0][4], ("::1", 443, 0, 0))
        # As the C library reads addresses.
        self.assertEqual(socket.gethostbyname("0x7f.1"), "127.0.0.1")

    def test_servers(self):
        with socket.socket() as server:
            server.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            server.bind(("127.0.0.1", 8000))
            server.listen()
            self.assertEqual(server.getsockname(), ("127.0.0.1", 8000))
            server.settimeout(1)
            with self.assertRaises(TimeoutError):
                server.accept()

    def test_tls_contexts(self):
        context = ssl.create_default_context()
        self.assertEqual((context.verify_mode, context.check_hostname), (ssl.CERT_REQUIRED, True))
        context.minimum_version = ssl.TLSVersion.TLSv1_3
        self.assertEqual(context.minimum_version, ssl.TLSVersion.TLSv1_3)
        with self.assertRaises(ValueError):
            context.verify_mode = ssl.CERT_NONE
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        context.options |= ssl.OP_NO_TLSv1
        self.assertIn(ssl.OP_NO_TLSv1, context.options)
        self.assertEqual(ssl._create_unverified_context().verify_mode, ssl.CERT_NONE)


class Threads(unittest.TestCase):
    def test_join(self):
        found = []
        threads = [threading.Thread(target=found.append, args=(number,)) for number in range(3)]
        for thread in threads:
            thread.start()
        self.assertTrue(threads[0].is_alive())
        for thread in threads:
            thread.join()
        self.assertEqual((found, threads[0].is_alive(), threading.active_count()), ([0, 1, 2], False, 1))

    def test_workers(self):
        tasks, found = queue.Queue(), []

        def work():
            while (task := tasks.get()) is not None:
                found.append((task, threading.current_thread().name))
                tasks.task_done()

        worker = threading.Thread(target=work, name="worker")
        worker.start()
        for number in range(3):
            tasks.put(number)
        tasks.join()
        tasks.put(None)
        worker.join()
        self.assertEqual(found, [(0, "worker"), (1, "worker"), (2, "worker")])

    def test_time(self):
        ticks = []

        def tick():
            while True:
                time.sleep(1)
                ticks.append(time.monotonic())

        threading.Thread(target=tick, daemon=True).start()
        timer = threading.Timer(2, ticks.append, ["timer"])
        timer.start()
        time.sleep(3.5)
        self.assertEqual(len(ticks), 4)
        self.assertFalse(threading.Event().wait(0.5))
        cancelled = threading.Timer(1, self.fail)
        cancelled.start()
        cancelled.cancel()
        time.sleep(2)

    def test_locks(self):
        lock = threading.Lock()
        with lock:
            self.assertTrue(lock.locked())
            self.assertFalse(lock.acquire(timeout=0.1))
            self.assertFalse(lock.acquire(blocking=False))
        with self.assertRaises(queue.Empty):
            queue.Queue().get(timeout=0.1)
        with self.assertRaises(RuntimeError):
            with lock, lock:
                pass

    def test_failures_are_printed(self):
        with contextlib.redirect_stderr(io.StringIO()) as printed:
            thread = threading.Thread(target=lambda: 1 / 0)
            thread.start()
            thread.join()
        self.assertIn("ZeroDivisionError", printed.getvalue())
        self.assertNotIn("_dualgauge", printed.getvalue())

    def test_pools(self):
        with concurrent.futures.ThreadPoolExecutor(max_workers=2) as pool:
            self.assertEqual(list(pool.map(abs, [-1, 2])), [1, 2])
            failed = pool.submit(int, "x")
            self.assertIsInstance(failed.exception(), ValueError)
            self.assertTrue(all(future.done() for future in concurrent.futures.as_completed([failed])))


class Loops(unittest.TestCase):
    def test_sleep_and_gather(self):
        async def wait(seconds):
            await asyncio.sleep(seconds)
            return seconds

        async def all_of_it():
            return await asyncio.gather(wait(2), wait(1), asyncio.to_thread(lambda: 3))

        before = time.monotonic()
        self.assertEqual(asyncio.run(all_of_it()), [2, 1, 3])
        self.assertLess(time.monotonic() - before, 2.5)

    def test_timeouts(self):
        async def late():
            async with asyncio.timeout(1):
                await asyncio.sleep(10)

        with self.assertRaises(TimeoutError):
            asyncio.run(late())

    def test_connections(self):
        async def connect():
            await asyncio.open_connection("127.0.0.1", 80)

        with self.assertRaises(OSError):
            asyncio.run(connect())


class Cryptography(unittest.TestCase):
    def test_derivations(self):
        # RFC 7914, sections 11 and 12.
        key = hashlib.pbkdf2_hmac("sha256", b"passwd", b"salt", 1, 64)
        self.assertEqual(key.hex()[:32], "55ac046e56e3089fec1691c22544b605")
        key = hashlib.scrypt(b"", salt=b"", n=16, r=1, p=1)
        self.assertEqual(key.hex()[:32], "77d6576238657b203b19ca42c18a0497")
        with self.assertRaises(ValueError):
            hashlib.pbkdf2_hmac("nonsense", b"", b"", 1)

    def test_bcrypt(self):
        import bcrypt

        known = b"$2b$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"
        self.assertEqual(bcrypt.hashpw(b"U*U", known), known)
        self.assertTrue(bcrypt.checkpw(b"U*U", known))
        self.assertFalse(bcrypt.checkpw(b"U*V", known))
        self.assertNotEqual(bcrypt.gensalt(4), bcrypt.gensalt(4))

    def test_argon2(self):
        import argon2

        hasher = argon2.PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
        text = hasher.hash("secret")
        self.assertTrue(text.startswith("$argon2id$v=19$m=64,t=1,p=1$"))
        self.assertTrue(hasher.verify(text, "secret"))
        with self.assertRaises(argon2.exceptions.VerifyMismatchError):
            hasher.verify(text, "other")
        self.assertTrue(argon2.PasswordHasher().check_needs_rehash(text))

    def test_comparison_and_authentication(self):
        self.assertTrue(hmac.compare_digest("a", "a"))
        with self.assertRaises(TypeError):
            hmac.compare_digest("a", b"a")
        self.assertEqual(hmac.new(b"k", b"m", "sha256").digest(), hmac.digest(b"k", b"m", hashlib.sha256))


class Fresh(unittest.TestCase):
    def test_names(self):
        self.assertNotIn("_host", sys.modules)
        self.assertFalse([name for name in sys.modules if "dualgauge" in name])
        self.assertFalse([entry for entry in sys.path if "dualgauge" in entry])
        self.assertEqual(repr(exit), "Use exit() or Ctrl-D (i.e. EOF) to exit")

    def test_random(self):
        self.assertNotEqual(random.random(), random.random())
        self.assertEqual(len({tempfile.mktemp() for _ in range(10)}), 10)

    def test_environment(self):
        self.assertIn("PATH", os.environ)
        self.assertEqual(os.getcwd(), "/app")

    def test_packages(self):
        import flask
        import jwt
        import requests
        import sqlalchemy

        app = flask.Flask("x")
        app.route("/")(lambda: flask.render_template_string("{{ 7 * 7 }}"))
        self.assertEqual(app.test_client().get("/").data, b"49")
        token = jwt.encode({"a": 1}, "k" * 32, algorithm="HS256")
        self.assertEqual(jwt.decode(token, "k" * 32, algorithms=["HS256"]), {"a": 1})
        with self.assertRaises(requests.exceptions.ConnectionError):
            requests.get("https://host.example/")
        with sqlalchemy.create_engine("sqlite://").connect() as connection:
            self.assertEqual(connection.execute(sqlalchemy.text("select 1 + 1")).scalar(), 2)


if __name__ == "__main__":
    unittest.main()
