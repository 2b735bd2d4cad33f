"""`subprocess`, and the functions of `os` that start processes and wait for them, over `children.py`."""

import errno
import io
import os
import subprocess
from multiprocessing.process import BaseProcess
from os import strerror

from .children import SHELL, Child, ChildInput, ChildOutput, children, may_block, reader_of
from .descriptors import file, read_all, table
from .door import request
from .identity import PID

DEVNULL, PIPE, STDOUT = subprocess.DEVNULL, subprocess.PIPE, subprocess.STDOUT
SIGTERM, SIGKILL = 15, 9


def _vector(args):
    """A program's arguments as a list."""
    if isinstance(args, (str, bytes, os.PathLike)):
        return [os.fspath(args)]
    return [os.fspath(argument) for argument in args]


def _start(args, shell, executable, cwd, env):
    argv = _vector(args)
    if shell:
        how, argv = "shell", [SHELL, "-c", *argv]
    else:
        how = "spawn"
        if not argv:
            raise IndexError("list index out of range")
    if executable is not None:
        argv[0] = os.fspath(executable)
    return Child(how, argv, cwd, env)


def _descriptor(target):
    """The descriptor of a file object, or of a number."""
    if isinstance(target, int):
        return target
    flush = getattr(target, "flush", None)
    if flush is not None and getattr(target, "writable", bool)():
        flush()
    return target.fileno()


class Popen(subprocess.Popen):
    """A process; see `children.py` for when it runs."""

    __module__ = "subprocess"

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):  # fmt: skip
        self._child_created = False
        if bufsize is None:
            bufsize = -1
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if stdout is STDOUT:
            raise ValueError("STDOUT can only be used for stderr")
        if text is not None and universal_newlines is not None and bool(universal_newlines) != bool(text):
            raise subprocess.SubprocessError(
                "Cannot disambiguate when both text and universal_newlines are supplied but different."
            )
        self.args = args
        self.stdin = self.stdout = self.stderr = None
        self.pid = None
        self.returncode = None
        self.encoding, self.errors, self.pipesize = encoding, errors, pipesize
        self.text_mode = bool(encoding or errors or text or universal_newlines)
        self._communication_started = False
        self._input = None
        # A descriptor that isn't one is refused before anything is started.
        files = [
            None if target is None or isinstance(target, int) and target < 0 else _descriptor(target)
            for target in (stdin, stdout, stderr)
        ]
        child = self._child = _start(args, shell, executable, cwd, env)
        self.pid = child.pid
        child.joined = stderr == STDOUT
        if stdin == PIPE:
            self.stdin = self._stream(ChildInput(child), "wb", bufsize)
        elif files[0] is not None:
            child.source = reader_of(files[0])
        child.sinks = tuple(
            None if target in (PIPE, DEVNULL) or target == STDOUT else standard if target is None else fd
            for standard, target, fd in ((1, stdout, files[1]), (2, stderr, files[2]))
        )
        if stdout == PIPE:
            self.stdout = self._stream(ChildOutput(child, "stdout"), "rb", bufsize)
        if stderr == PIPE:
            self.stderr = self._stream(ChildOutput(child, "stderr"), "rb", bufsize)
        waits = stdin == PIPE or files[0] is not None and may_block(files[0])
        if not waits and any(fd is not None and fd > 2 for fd in files):
            # The program may close its files right after this; a real child would have them open still.
            child.run()

    def _stream(self, end, mode, bufsize):
        stream = file(table.add(end), mode, 0 if bufsize == 0 else max(bufsize, -1))
        if self.text_mode:
            writes = {"write_through": True, "line_buffering": bufsize == 1} if mode == "wb" else {}
            stream = io.TextIOWrapper(stream, encoding=self.encoding or "utf-8", errors=self.errors, **writes)
        return stream

    def __del__(self, _warn=None):
        pass

    def poll(self):
        if self.returncode is None:
            self.returncode = self._child.run()
            self._child.reaped = True
        return self.returncode

    def wait(self, timeout=None):
        if self.returncode is None and self._child.is_slower(timeout):
            raise subprocess.TimeoutExpired(self.args, timeout)
        return self.poll()

    def communicate(self, input=None, timeout=None):
        if self._communication_started and input:
            raise ValueError("Cannot send input after starting communication")
        if self.stdin is not None and not self._communication_started:
            self._communication_started = True
            try:
                if input:
                    self.stdin.write(input)
                self.stdin.close()
            except BrokenPipeError:
                # It has ended already, as the real one ignores it.
                pass
        self._communication_started = True
        if self.returncode is None and self._child.is_slower(timeout):
            raise subprocess.TimeoutExpired(self.args, timeout, output=self._child.stdout or None)
        outputs = []
        for stream in (self.stdout, self.stderr):
            outputs.append(None if stream is None else "" if stream.closed else stream.read())
            if stream is not None:
                stream.close()
        self.poll()
        return tuple(outputs)

    def send_signal(self, sig):
        if self.returncode is None:
            self._child.kill(int(sig))

    def terminate(self):
        self.send_signal(SIGTERM)

    def kill(self):
        self.send_signal(SIGKILL)


def wait_status(status):
    """A status as `wait` gives it."""
    return status << 8 if status >= 0 else -status


def system(command):
    child = Child("shell", [SHELL, "-c", os.fsencode(command)])
    status = child.run()
    child.reaped = True
    return wait_status(status)


def _replaced(path, argv, env):
    """What `exec` does: the program goes on as another one, and ends with it."""
    argv = [os.fspath(path), *_vector(argv)[1:]]
    child = Child("spawn", argv, env=env)
    child.source = lambda: read_all(0)
    child.sinks = (None, None)
    status = child.run()
    # What the program itself has not yet written out is lost, as it is with a real `exec`.
    for fd, data in ((1, child.stdout), (2, child.stderr)):
        if data:
            os.write(fd, data)
    os._exit(status if status >= 0 else 128 - status)


def execve(path, argv, env):
    _replaced(path, argv, env)


def execv(path, argv):
    _replaced(path, argv, None)


def execl(file, *args):
    _replaced(file, args, None)


def execle(file, *args):
    _replaced(file, args[:-1], args[-1])


def _with_actions(child, file_actions):
    """Applies what `posix_spawn` is to do with descriptors."""
    sinks = list(child.sinks)
    for kind, *arguments in file_actions or ():
        if kind == os.POSIX_SPAWN_DUP2:
            fd, new = arguments
        elif kind == os.POSIX_SPAWN_OPEN:
            new, path, flags, mode = arguments
            fd = os.open(path, flags, mode)
        else:
            continue
        if new == 0:
            child.source = reader_of(fd)
        elif new in (1, 2):
            sinks[new - 1] = fd
    child.joined = sinks[0] == sinks[1]
    child.sinks = tuple(sinks)


def posix_spawn(path, argv, env, *, file_actions=None, **options):
    child = Child("spawn", [os.fspath(path), *_vector(argv)[1:]], env=env)
    _with_actions(child, file_actions)
    return child.pid


def spawnve(mode, file, args, env):
    try:
        child = Child("spawn", [os.fspath(file), *_vector(args)[1:]], env=env)
    except OSError:
        # The real one finds out in the child.
        return 127 if mode == os.P_WAIT else PID + 1
    if mode != os.P_WAIT:
        return child.pid
    status = child.run()
    child.reaped = True
    return status


def spawnv(mode, file, args):
    return spawnve(mode, file, args, None)


def spawnl(mode, file, *args):
    return spawnve(mode, file, args, None)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def fork():
    request("process_start", how="fork", argv=[], cwd="/", env=[])
    raise BlockingIOError(errno.EAGAIN, strerror(errno.EAGAIN))


def waitpid(pid, options, /):
    for child in children.values():
        if not child.reaped and (pid in (-1, 0) or child.pid == pid):
            status = child.run()
            child.reaped = True
            return child.pid, wait_status(status)
    raise ChildProcessError(errno.ECHILD, strerror(errno.ECHILD))


def wait():
    return waitpid(-1, 0)


def wait4(pid, options):
    from resource import RUSAGE_CHILDREN, getrusage

    return *waitpid(pid, options), getrusage(RUSAGE_CHILDREN)


def wait3(options):
    return wait4(-1, options)


def kill(pid, signal, /):
    child = children.get(abs(pid))
    if child is not None and not child.reaped:
        child.kill(int(signal))
        return
    if pid != os.getpid():
        raise ProcessLookupError(errno.ESRCH, strerror(errno.ESRCH))
    if signal:
        from signal import raise_signal

        raise_signal(signal)


def _no_process(self):
    fork()


def install():
    """Puts the functions into `os` and `subprocess`."""
    subprocess.Popen = Popen
    Popen.__qualname__ = Popen.__name__
    os.P_WAIT, os.P_NOWAIT, os.P_NOWAITO = 0, 1, 1
    named = {
        "system": system, "fork": fork, "forkpty": fork, "wait": wait, "waitpid": waitpid, "wait3": wait3, "wait4": wait4,
        "kill": kill, "killpg": kill, "posix_spawn": posix_spawn, "posix_spawnp": posix_spawn, "execv": execv,
        "execve": execve, "execl": execl, "execlp": execl, "execle": execle, "execlpe": execle, "execvp": execv,
        "execvpe": execve, "spawnv": spawnv, "spawnve": spawnve, "spawnvp": spawnv, "spawnvpe": spawnve, "spawnl": spawnl,
        "spawnlp": spawnl, "spawnle": spawnle, "spawnlpe": spawnle, "WNOHANG": 1, "WUNTRACED": 2,
        "POSIX_SPAWN_OPEN": 0, "POSIX_SPAWN_CLOSE": 1, "POSIX_SPAWN_DUP2": 2,
        "register_at_fork": lambda **callbacks: None,
        "WIFEXITED": lambda status: status & 0x7F == 0, "WEXITSTATUS": lambda status: status >> 8 & 0xFF,
        "WIFSIGNALED": lambda status: status & 0x7F not in (0, 0x7F), "WTERMSIG": lambda status: status & 0x7F,
        "WIFSTOPPED": lambda status: False, "WCOREDUMP": lambda status: False,
        "waitstatus_to_exitcode": lambda status: status >> 8 & 0xFF if status & 0x7F == 0 else -(status & 0x7F),
    }  # fmt: skip
    for name, function in named.items():
        setattr(os, name, function)
    BaseProcess.start = _no_process
