"""Processes of the virtual machine."""

import asyncio
import multiprocessing
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import unittest

PIPE, DEVNULL, STDOUT = subprocess.PIPE, subprocess.DEVNULL, subprocess.STDOUT


class Running(unittest.TestCase):
    def test_output(self):
        done = subprocess.run(["echo", "a b", "c"], capture_output=True)
        self.assertEqual((done.returncode, done.stdout, done.stderr), (0, b"a b c\n", b""))
        self.assertEqual(subprocess.check_output(["echo", "x"], text=True), "x\n")
        self.assertEqual(subprocess.check_output("echo $((1 + 2)); echo e >&2", shell=True, stderr=STDOUT), b"3\ne\n")
        self.assertEqual(subprocess.getoutput("echo one | cat"), "one")
        self.assertEqual(subprocess.getstatusoutput("exit 4"), (4, ""))
        self.assertEqual(subprocess.call(["true"]), 0)
        with self.assertRaises(subprocess.CalledProcessError) as caught:
            subprocess.run(["false"], check=True)
        self.assertEqual(caught.exception.returncode, 1)

    def test_input(self):
        done = subprocess.run(["cat"], input="l\u00edne\n", capture_output=True, text=True)
        self.assertEqual(done.stdout, "l\u00edne\n")
        process = subprocess.Popen(["cat"], stdin=PIPE, stdout=PIPE)
        process.stdin.write(b"one\ntwo\n")
        process.stdin.close()
        self.assertEqual(list(process.stdout), [b"one\n", b"two\n"])
        self.assertEqual(process.wait(), 0)
        with tempfile.TemporaryFile() as file:
            file.write(b"from a file")
            file.seek(0)
            self.assertEqual(subprocess.check_output(["cat"], stdin=file), b"from a file")
        self.assertEqual(subprocess.check_output(["cat"], stdin=DEVNULL), b"")

    def test_pipelines(self):
        first = subprocess.Popen(["printf", "b\\na\\n"], stdout=PIPE)
        second = subprocess.Popen(["sort"], stdin=first.stdout, stdout=PIPE)
        first.stdout.close()
        self.assertEqual(second.communicate()[0], b"a\nb\n")
        reader, writer = os.pipe()
        subprocess.run(["echo", "x"], stdout=writer)
        os.close(writer)
        with os.fdopen(reader) as stream:
            self.assertEqual(stream.read(), "x\n")

    def test_files(self):
        with tempfile.TemporaryDirectory() as folder:
            path = os.path.join(folder, "out")
            with open(path, "wb") as file:
                subprocess.run("echo out; echo err >&2", shell=True, stdout=file, stderr=STDOUT)
            with open(path, "rb") as file:
                self.assertEqual(file.read(), b"out\nerr\n")
            subprocess.run("echo made > made; pwd", shell=True, cwd=folder, stdout=DEVNULL)
            with open(os.path.join(folder, "made")) as file:
                self.assertEqual(file.read(), "made\n")

    def test_surroundings(self):
        self.assertEqual(subprocess.check_output("echo $WHO", shell=True, env={"WHO": "me"}), b"me\n")
        self.assertEqual(subprocess.check_output(["pwd"], cwd="/tmp"), b"/tmp\n")
        os.environ["INHERITED"] = "yes"
        self.assertEqual(subprocess.check_output("echo $INHERITED", shell=True), b"yes\n")
        self.assertEqual(subprocess.check_output("echo $0", shell=True, executable="/bin/bash", text=True).strip()[-4:], "bash")
        with self.assertRaises(FileNotFoundError) as caught:
            subprocess.run(["true"], cwd="/nowhere")
        self.assertEqual(caught.exception.filename, "/nowhere")

    def test_commands_of_the_world(self):
        self.assertEqual(subprocess.check_output(["convert", "a.png", "/tmp/b.jpg"]), b"converted\n")
        with open("/tmp/b.jpg") as file:
            self.assertEqual(file.read(), "picture")
        self.assertEqual(subprocess.run(["convert", "a.svg", "b"], stderr=PIPE).returncode, 3)
        self.assertTrue(shutil.which("convert"))
        self.assertTrue(shutil.which("sh"))
        self.assertIsNone(shutil.which("no-such-program"))

    def test_what_is_missing(self):
        for start in (
            lambda: subprocess.run(["no-such-program"]),
            lambda: os.posix_spawn("/bin/no-such-program", ["x"], os.environ),
            lambda: os.execvp("no-such-program", ["x"]),
            lambda: asyncio.run(asyncio.create_subprocess_exec("no-such-program")),
        ):
            with self.assertRaises(FileNotFoundError):
                start()
        done = subprocess.run("no-such-program", shell=True, capture_output=True, text=True)
        self.assertEqual(done.returncode, 127)
        self.assertIn("not found", done.stderr)
        with self.assertRaises(OSError):
            os.fork()
        with self.assertRaises(OSError):
            multiprocessing.Process(target=print).start()

    def test_wrong_uses(self):
        with self.assertRaises(TypeError):
            subprocess.run(["echo", 1])
        with self.assertRaises(ValueError):
            subprocess.run(["echo", "a\0b"])
        with self.assertRaises(TypeError):
            subprocess.run(["cat"], input="text", capture_output=True)


class Waiting(unittest.TestCase):
    def test_deadlines(self):
        before = time.monotonic()
        with self.assertRaises(subprocess.TimeoutExpired):
            subprocess.run(["sleep", "20"], timeout=2)
        self.assertGreater(time.monotonic() - before, 2)
        self.assertEqual(subprocess.run(["sleep", "1"], timeout=2).returncode, 0)

    def test_signals(self):
        process = subprocess.Popen(["sleep", "5"])
        process.terminate()
        self.assertEqual(process.wait(), -signal.SIGTERM)
        process = subprocess.Popen(["sleep", "5"], start_new_session=True)
        os.killpg(os.getpgid(process.pid), signal.SIGKILL)
        self.assertEqual(process.wait(), -signal.SIGKILL)

    def test_functions_of_os(self):
        self.assertEqual(os.waitstatus_to_exitcode(os.system("exit 3")), 3)
        with os.popen("echo hello") as stream:
            self.assertEqual(stream.read(), "hello\n")
        self.assertEqual(os.popen("exit 2").close(), 2 << 8)
        self.assertEqual(os.spawnlp(os.P_WAIT, "false", "false"), 1)
        number = os.spawnlp(os.P_NOWAIT, "true", "true")
        self.assertEqual(os.waitpid(number, 0), (number, 0))
        reader, writer = os.pipe()
        number = os.posix_spawnp("echo", ["echo", "x"], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, writer, 1)])
        self.assertEqual(os.waitpid(number, 0), (number, 0))
        self.assertEqual(os.read(reader, 10), b"x\n")
        with self.assertRaises(ChildProcessError):
            os.waitpid(number, 0)


class Loops(unittest.TestCase):
    def test_processes(self):
        async def run():
            process = await asyncio.create_subprocess_exec("cat", stdin=PIPE, stdout=PIPE)
            out, err = await process.communicate(b"through")
            shell = await asyncio.create_subprocess_shell("echo a; echo b; exit 5", stdout=PIPE, stderr=PIPE)
            lines = [line async for line in shell.stdout]
            return out, err, process.returncode, lines, await shell.wait()

        self.assertEqual(asyncio.run(run()), (b"through", None, 0, [b"a\n", b"b\n"], 5))

    def test_deadlines(self):
        async def run():
            process = await asyncio.create_subprocess_exec("sleep", "20")
            try:
                await asyncio.wait_for(process.wait(), 2)
            except TimeoutError:
                process.kill()
                return await process.wait()

        self.assertEqual(asyncio.run(run()), -signal.SIGKILL)


if __name__ == "__main__":
    unittest.main(exit=False)
    sys.stdout.flush()
    subprocess.run("echo to the output; echo to the errors >&2", shell=True)
    os.execvp("sh", ["sh", "-c", "echo instead; exit 0"])
