"""Child processes. They are the host's: it records them and runs the virtual programs.

A child is run as a whole, when somebody wants to know how it ended or what it wrote, or at the end of the call: what its
standard input holds by then is all that it gets. Who reads it meanwhile, or how long it took, can't be told from a
program that was fast.
"""

import errno
import os
import sys
from os import strerror
from time import monotonic

from .connections import number_of
from .descriptors import End, close, dup, failure, is_virtual, read_all, table, write_all
from .door import request

#: What a shell is.
SHELL = "/bin/sh"

_fspath, _fsencode = os.fspath, os.fsencode


def text_of(value):
    """A text of the operating system as requests carry it: each character a byte."""
    value = _fsencode(_fspath(value))
    if b"\0" in value:
        raise ValueError("embedded null byte")
    return value.decode("latin-1")


def _environment(env):
    pairs = [(text_of(name), text_of(value)) for name, value in (os.environ if env is None else env).items()]
    for name, _ in pairs:
        if not name or "=" in name:
            raise ValueError("illegal environment variable name")
    return [f"{name}={value}" for name, value in pairs]


class Child:
    """A program that was started."""

    def __init__(self, how, argv, cwd=None, env=None):
        argv = [text_of(argument) for argument in argv]
        folder = text_of(os.getcwd() if cwd is None else cwd)
        answer = request("process_start", how=how, argv=argv, cwd=folder, env=_environment(env))
        if answer["errno"] is not None:
            number = number_of(answer["errno"])
            # As the real one: it is told which of the two isn't there.
            missing = cwd is not None and request("stat", path=folder, follow=True)["errno"] is not None
            raise OSError(number, strerror(number), _fspath(cwd) if missing else argv[0])
        self.id = answer["id"]
        self.pid = self.id
        #: What is written to its standard input, if that is a pipe; else where it is read from.
        self.input = bytearray()
        self.source = None
        #: Where its output goes: descriptors, or None where it is kept for a pipe. The same one twice: in order.
        self.sinks = (1, 2)
        self.joined = False
        self.ended = None
        self.stdout = self.stderr = b""
        #: Seconds that it took, where somebody measured.
        self.took = 0.0
        self.signal = None
        self.reaped = False
        children[self.pid] = self

    def run(self, measure=False):
        """Runs it to its end if it hasn't been; returns its status: an exit code, or the negative number of a signal."""
        if self.ended is None:
            self.ended = 0
            given = bytes(self.input) if self.source is None else self.source()
            started = monotonic() if measure else 0.0
            answer = request("process_run", id=self.id, stdin=given.decode("latin-1"))
            if measure:
                self.took = monotonic() - started
            if answer["errno"] is not None:
                raise failure(number_of(answer["errno"]))
            status = answer["status"]
            self.ended = status if status < 256 else 256 - status
            self._deliver(*(answer[name].encode("latin-1") for name in ("stdout", "stderr", "merged")))
        return self.ended if self.signal is None else -self.signal

    def _deliver(self, stdout, stderr, merged):
        outputs = (merged, b"") if self.joined else (stdout, stderr)
        self.stdout, self.stderr = outputs
        for sink, data in zip(self.sinks, outputs):
            if sink is not None and data:
                put(sink, data)

    def is_slower(self, timeout):
        """Runs it; whether that takes longer than so many seconds."""
        self.run(measure=timeout is not None)
        took, self.took = self.took, 0.0
        return timeout is not None and took > timeout

    def kill(self, number):
        """Ends it by a signal, if nobody has seen it end."""
        if number and not self.reaped:
            self.run()
            self.signal = number


#: All children of this process by their numbers.
children = {}


def finish():
    """Runs those that nobody has waited for."""
    for child in list(children.values()):
        child.run()


def put(fd, data):
    """Writes a child's output where it belongs; what can't be written is lost, as it is the child that gets the error."""
    stream = {1: sys.stdout, 2: sys.stderr}.get(fd)
    try:
        if stream is not None:
            stream.flush()
        write_all(fd, data)
    except (OSError, ValueError, AttributeError):
        pass


def reader_of(fd):
    """What reads a descriptor to its end for a child's standard input."""

    # The program may close it before the child runs.
    own = dup(fd) if is_virtual(fd) else None

    def read():
        try:
            return read_all(fd if own is None else own)
        except OSError:
            return b""
        finally:
            if own is not None:
                close(own)

    return read


class ChildInput(End):
    """The end of a pipe that is a child's standard input."""

    def __init__(self, child):
        self.child = child

    def send(self, data):
        if self.child.ended is not None:
            raise failure(errno.EPIPE, BrokenPipeError)
        self.child.input += data
        return len(data)


class ChildOutput(End):
    """The end of a pipe that a child writes to."""

    def __init__(self, child, name):
        self.child, self.name = child, name
        self.position = 0

    def delay(self):
        return 0

    def receive(self, size):
        self.child.run()
        piece = getattr(self.child, self.name)[self.position : self.position + size]
        self.position += len(piece)
        return piece


def may_block(fd):
    """Whether reading a descriptor to its end may need the program to go on: it writes to the other end of a pipe."""
    return is_virtual(fd) and not isinstance(table.find(fd), ChildOutput)
