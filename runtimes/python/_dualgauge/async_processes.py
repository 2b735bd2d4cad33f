"""asyncio's subprocesses."""

import asyncio
from asyncio import streams

from .processes import Popen

#: How much a reader of a stream holds before lines are too long.
LIMIT = 1 << 16


class _Reader(streams.StreamReader):
    """An output of a child, which runs when somebody waits for it."""

    def __init__(self, stream, limit):
        super().__init__(limit=limit)
        self._stream = stream

    async def _wait_for_data(self, func_name):
        await _breath()
        self._fill()

    def _fill(self):
        if self._stream is not None:
            stream, self._stream = self._stream, None
            data = stream.read()
            stream.close()
            if data:
                self.feed_data(data)
            self.feed_eof()

    async def read(self, n=-1):
        # The base class wakes up a transport at each piece; there is none.
        if n < 0:
            await _breath()
            self._fill()
        return await super().read(n)


class _Writer:
    """A child's standard input."""

    def __init__(self, stream):
        self._stream = stream
        self.transport = None

    def write(self, data):
        self._stream.write(data)

    def writelines(self, data):
        self._stream.write(b"".join(data))

    async def drain(self):
        self._stream.flush()

    def can_write_eof(self):
        return True

    def write_eof(self):
        self.close()

    def close(self):
        if not self._stream.closed:
            self._stream.close()

    def is_closing(self):
        return self._stream.closed

    async def wait_closed(self):
        pass

    def get_extra_info(self, name, default=None):
        return default


async def _breath():
    # Time may have passed in the child: who has a deadline is called first.
    await asyncio.sleep(0)
    await asyncio.sleep(0)


class Process:
    """What asyncio gives for a process."""

    __module__ = "asyncio.subprocess"

    def __init__(self, process, limit):
        self._process = process
        self.pid = process.pid
        self.stdin = None if process.stdin is None else _Writer(process.stdin)
        self.stdout = None if process.stdout is None else _Reader(process.stdout, limit)
        self.stderr = None if process.stderr is None else _Reader(process.stderr, limit)

    @property
    def returncode(self):
        return self._process.returncode

    async def wait(self):
        await _breath()
        if self._process.returncode is None:
            self._process._child.run()
            await _breath()
        return self._process.poll()

    async def communicate(self, input=None):
        if self.stdin is not None:
            try:
                if input:
                    self.stdin.write(input)
                self.stdin.close()
            except BrokenPipeError:
                pass
        await self.wait()
        return (
            None if self.stdout is None else await self.stdout.read(),
            None if self.stderr is None else await self.stderr.read(),
        )

    def send_signal(self, signal):
        if self._process.returncode is not None:
            raise ProcessLookupError
        self._process.send_signal(signal)

    def terminate(self):
        self.send_signal(15)

    def kill(self):
        self.send_signal(9)


def _refuse_text(options):
    if any(options.get(name) for name in ("text", "universal_newlines", "encoding", "errors")):
        raise ValueError("universal_newlines must be False")
    if options.pop("bufsize", 0) != 0:
        raise ValueError("bufsize must be 0")


async def create_subprocess_exec(program, *args, stdin=None, stdout=None, stderr=None, limit=LIMIT, **options):
    _refuse_text(options)
    return Process(Popen([program, *args], stdin=stdin, stdout=stdout, stderr=stderr, **options), limit)


async def create_subprocess_shell(cmd, stdin=None, stdout=None, stderr=None, limit=LIMIT, **options):
    _refuse_text(options)
    if not isinstance(cmd, (str, bytes)):
        raise ValueError("cmd must be a string")
    return Process(Popen(cmd, shell=True, stdin=stdin, stdout=stdout, stderr=stderr, **options), limit)


def install():
    """Puts the functions into `asyncio`."""
    for module in (asyncio, asyncio.subprocess):
        module.create_subprocess_exec = create_subprocess_exec
        module.create_subprocess_shell = create_subprocess_shell
    asyncio.subprocess.Process = Process
