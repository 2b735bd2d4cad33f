"""Descriptors that WASI doesn't have: sockets, pipes and the ends of processes.

Each is a number from `FIRST` on with an `End` behind it; several numbers may share one, as `dup` makes them. `os.read`,
`os.write`, `os.close` and their like serve these beside the real ones. Waiting takes virtual time, or gives it to threads.
"""

import errno
import io
import os
import stat
from os import strerror
from time import monotonic

from .threads import schedule

#: The numbers of real descriptors stay below.
FIRST = 1000
#: As many as a process usually may have open.
MAX_OPEN = 1024
#: What a read takes at a time.
PIECE = 1 << 16

_read, _write, _close, _dup, _isatty, _fstat = os.read, os.write, os.close, os.dup, os.isatty, os.fstat
_set_blocking, _get_blocking = os.set_blocking, os.get_blocking
_fdopen = os.fdopen


def failure(number, kind=OSError):
    """An error of the operating system."""
    return kind(number, strerror(number))


class End:
    """What is behind a descriptor."""

    blocking = True
    references = 0
    #: Of its file type, as `fstat` tells it.
    file_type = stat.S_IFIFO

    def delay(self):
        """Seconds until something can be read (data, the end or an error): 0 now, None never as things stand."""
        return None

    def write_delay(self):
        """The same for writing: nearly always 0."""
        return 0

    def receive(self, size):
        """What there is to read, at most `size` bytes; none at the end. BlockingIOError if there is nothing yet."""
        raise failure(errno.EBADF)

    def send(self, data):
        """Takes bytes and returns how many."""
        raise failure(errno.EBADF)

    def close(self):
        """Nothing refers to it any more."""

    def read(self, size, timeout=None):
        """Reads, and waits for that, so many seconds at most. TimeoutError when they are over."""
        while True:
            try:
                return self.receive(size)
            except BlockingIOError:
                if timeout == 0:
                    raise
            if not wait([self], timeout):
                raise TimeoutError("timed out")


def wait(ends, timeout=None, also=bool):
    """Waits until one of them can be read, or `also` says so, or the time is over; whether it came to that."""

    def ready():
        return also() or any(end.delay() == 0 for end in ends)

    deadline = None
    while not ready():
        delays = [delay for delay in (end.delay() for end in ends) if delay is not None]
        if timeout is not None:
            if deadline is None:
                deadline = monotonic() + timeout
            delays.append(deadline - monotonic())
            if delays[-1] <= 0:
                return False
        schedule.wait_until(ready, min(delays, default=None))
    return True


class Pipe(End):
    """The reading end of bytes that are written within the program."""

    def __init__(self):
        self.data = bytearray()
        self.ended = False

    def delay(self):
        return 0 if self.data or self.ended else None

    def receive(self, size):
        if not self.data and not self.ended:
            raise failure(errno.EAGAIN, BlockingIOError)
        piece = bytes(self.data[:size])
        del self.data[:size]
        return piece

    def close(self):
        self.ended = True
        self.data.clear()


class PipeInput(End):
    """The writing end of a pipe."""

    def __init__(self, pipe):
        self.pipe = pipe

    def send(self, data):
        if self.pipe.references == 0:
            raise failure(errno.EPIPE, BrokenPipeError)
        self.pipe.data += data
        return len(data)

    def close(self):
        self.pipe.ended = True


class _Table:
    """The numbers in use."""

    def __init__(self):
        self.ends = {}

    def add(self, end):
        """Gives an end the lowest free number."""
        if len(self.ends) >= MAX_OPEN:
            raise failure(errno.EMFILE)
        number = FIRST
        while number in self.ends:
            number += 1
        self.ends[number] = end
        end.references += 1
        return number

    def find(self, number):
        """The end behind a number."""
        end = self.ends.get(number) if isinstance(number, int) else None
        if end is None:
            raise failure(errno.EBADF)
        return end

    def drop(self, number):
        """Frees a number, and the end with its last one."""
        end = self.find(number)
        del self.ends[number]
        end.references -= 1
        if end.references == 0:
            end.close()


table = _Table()


def is_virtual(number):
    """Whether a number is one of these."""
    return type(number) is int and number >= FIRST


def read(fd, length, /):
    if not is_virtual(fd):
        return _read(fd, length)
    end = table.find(fd)
    return end.read(length, None if end.blocking else 0)


def write(fd, data, /):
    if not is_virtual(fd):
        return _write(fd, data)
    return table.find(fd).send(bytes(data))


def write_all(fd, data):
    """Writes to any descriptor until all is written."""
    view = memoryview(data)
    while view:
        view = view[write(fd, view) :]


def read_all(fd):
    """What any descriptor gives up to its end."""
    pieces = []
    while piece := read(fd, PIECE):
        pieces.append(piece)
    return b"".join(pieces)


def close(fd):
    if not is_virtual(fd):
        return _close(fd)
    table.drop(fd)


def dup(fd, /):
    return table.add(table.find(fd)) if is_virtual(fd) else _dup(fd)


def isatty(fd, /):
    return not is_virtual(fd) and _isatty(fd)


def fstat(fd):
    if not is_virtual(fd):
        return _fstat(fd)
    end = table.find(fd)
    return os.stat_result((end.file_type | 0o600, fd, 1, 1, 1000, 1000, 0, 0, 0, 0))


def set_blocking(fd, blocking, /):
    if not is_virtual(fd):
        return _set_blocking(fd, blocking)
    table.find(fd).blocking = bool(blocking)


def get_blocking(fd, /):
    return table.find(fd).blocking if is_virtual(fd) else _get_blocking(fd)


def set_inheritable(fd, inheritable, /):
    if is_virtual(fd):
        table.find(fd)


def get_inheritable(fd, /):
    return False


def pipe():
    reader = Pipe()
    return table.add(reader), table.add(PipeInput(reader))


def pipe2(flags, /):
    ends = pipe()
    if flags & os.O_NONBLOCK:
        for fd in ends:
            set_blocking(fd, False)
    return ends


class RawFile(io.RawIOBase):
    """A file object of a virtual descriptor."""

    def __init__(self, fd, mode="rb", closefd=True):
        self._fd, self.mode, self._closefd = fd, mode, closefd
        self.name = fd

    def readable(self):
        return "r" in self.mode or "+" in self.mode

    def writable(self):
        return "r" not in self.mode or "+" in self.mode

    def fileno(self):
        if self.closed:
            raise ValueError("I/O operation on closed file")
        return self._fd

    def readinto(self, buffer):
        try:
            data = read(self.fileno(), len(buffer))
        except BlockingIOError:
            return None
        buffer[: len(data)] = data
        return len(data)

    def write(self, data):
        return write(self.fileno(), data)

    def close(self):
        if not self.closed:
            super().close()
            if self._closefd:
                close(self._fd)


def file(fd, mode="rb", buffering=-1, encoding=None, errors=None, newline=None, closefd=True):
    """A file object of a virtual descriptor, as `open` makes it."""
    table.find(fd)
    raw = RawFile(fd, mode.replace("t", ""), closefd)
    binary = "b" in mode
    if buffering == 0:
        if not binary:
            raise ValueError("can't have unbuffered text I/O")
        return raw
    kind = io.BufferedReader if raw.readable() else io.BufferedWriter
    buffered = kind(raw, buffering if buffering > 1 else io.DEFAULT_BUFFER_SIZE)
    if binary:
        return buffered
    return io.TextIOWrapper(buffered, encoding or "utf-8", errors, newline, line_buffering=buffering == 1)


def fdopen(fd, mode="r", buffering=-1, encoding=None, *arguments, **options):
    if is_virtual(fd):
        return file(fd, mode, buffering, encoding, *arguments[:3], **{k: options[k] for k in options if k != "opener"})
    return _fdopen(fd, mode, buffering, encoding, *arguments, **options)


def install():
    """Puts the functions into `os`."""
    for function in (read, write, close, dup, isatty, fstat, set_blocking, get_blocking, set_inheritable, get_inheritable,
                     pipe, pipe2, fdopen):  # fmt: skip
        setattr(os, function.__name__, function)
