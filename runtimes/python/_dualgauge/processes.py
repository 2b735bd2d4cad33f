"""Processes, of which there are none: every command is recorded, and answered as on a machine where no program is installed."""

import asyncio
import errno
import io
import os
import shlex
import subprocess
import sys
from multiprocessing.process import BaseProcess

from .audit_events import plain
from .door import report

#: What a shell answers when there is no such command.
NOT_FOUND = 127


def _missing(path):
    return FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)


def spawned(argv):
    """Records that a program was started with an argument vector; there is no such program."""
    report({"kind": "process", "how": "spawn", "argv": [plain(argument) for argument in argv]}, "ENOENT")


def shelled(command):
    """Records a command line and returns what the shell says of it."""
    line = plain(command)
    report({"kind": "process", "how": "shell", "argv": ["/bin/sh", "-c", line]}, "ENOENT")
    try:
        words = shlex.split(line, comments=True)
    except ValueError:
        words = line.split()
    if not words:
        return 0, b""
    return NOT_FOUND, f"/bin/sh: 1: {words[0]}: not found\n".encode("utf-8", "surrogateescape")


class Popen(subprocess.Popen):
    """A process that has ended already."""

    __module__ = "subprocess"

    def __init__(self, args, bufsize=-1, executable=None, stdin=None, stdout=None, stderr=None, preexec_fn=None,
                 close_fds=True, shell=False, cwd=None, env=None, universal_newlines=None, startupinfo=None,
                 creationflags=0, restore_signals=True, start_new_session=False, pass_fds=(), *, user=None, group=None,
                 extra_groups=None, encoding=None, errors=None, text=None, umask=-1, pipesize=-1, process_group=None):  # fmt: skip
        self._child_created = False
        if not isinstance(bufsize, int):
            raise TypeError("bufsize must be an integer")
        if stdout is subprocess.STDOUT:
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
        code, message = _start(args, shell, executable, cwd)
        self.pid = os.getpid() + 1
        self._ended = code
        self._input = None
        if stdin == subprocess.PIPE:
            self.stdin = self._stream(b"")
        if stdout == subprocess.PIPE:
            self.stdout = self._stream(message if stderr == subprocess.STDOUT else b"")
        if stderr == subprocess.PIPE:
            self.stderr = self._stream(message)
        elif message and not (stderr == subprocess.STDOUT and stdout == subprocess.PIPE):
            _write(stdout if stderr == subprocess.STDOUT else stderr, message, 1 if stderr == subprocess.STDOUT else 2)

    def _stream(self, data):
        stream = io.BytesIO(data)
        if self.text_mode:
            stream = io.TextIOWrapper(stream, encoding=self.encoding or "utf-8", errors=self.errors, write_through=True)
        return stream

    def __del__(self, _warn=None):
        pass

    def poll(self):
        self.returncode = self._ended
        return self.returncode

    def wait(self, timeout=None):
        return self.poll()

    def communicate(self, input=None, timeout=None):
        if input is not None and self.stdin is None:
            raise ValueError("Cannot send input after starting communication") if self._input else ValueError(
                "stdin argument may not be None"
            )
        self.poll()
        outputs = []
        for stream in (self.stdout, self.stderr):
            outputs.append(None if stream is None else stream.read())
            if stream is not None:
                stream.close()
        if self.stdin is not None:
            self.stdin.close()
        return tuple(outputs)

    def send_signal(self, sig):
        self.poll()

    def terminate(self):
        self.poll()

    def kill(self):
        self.poll()


def _start(args, shell, executable, cwd):
    if isinstance(args, (str, bytes, os.PathLike)):
        argv = [os.fspath(args)]
    else:
        argv = [os.fspath(argument) for argument in args]
    if cwd is not None:
        # As the real one: the child can't start in a folder that isn't there.
        os.stat(cwd)
    if shell:
        return shelled(argv[0] if argv else "")
    if not argv:
        raise IndexError("list index out of range")
    spawned(argv if executable is None else [os.fspath(executable), *argv[1:]])
    raise _missing(argv[0] if executable is None else executable)


def _write(target, data, standard):
    """Writes to where a child's stream goes: a descriptor, a file object, or this process's own."""
    if target is None:
        (sys.stdout if standard == 1 else sys.stderr).flush()
        os.write(standard, data)
    elif target == subprocess.DEVNULL:
        pass
    elif isinstance(target, int):
        os.write(target, data)
    else:
        target.flush()
        os.write(target.fileno(), data)


def system(command):
    command = os.fsdecode(command)
    code, message = shelled(command)
    if message:
        sys.stdout.flush()
        os.write(2, message.replace(b"/bin/sh", b"sh", 1))
    return code << 8


def execve(path, argv, env):
    spawned([os.fspath(path), *list(argv)[1:]])
    raise _missing(path)


def execv(path, argv):
    execve(path, argv, None)


def execl(file, *args):
    execve(file, args, None)


def execle(file, *args):
    execve(file, args[:-1], args[-1])


def posix_spawn(path, argv, env, **options):
    execve(path, argv, env)


def spawnve(mode, file, args, env):
    spawned([os.fspath(file), *list(args)[1:]])
    return NOT_FOUND if mode == os.P_WAIT else os.getpid() + 1


def spawnv(mode, file, args):
    return spawnve(mode, file, args, None)


def spawnl(mode, file, *args):
    return spawnve(mode, file, args, None)


def spawnle(mode, file, *args):
    return spawnve(mode, file, args[:-1], args[-1])


def fork():
    report({"kind": "process", "how": "fork", "argv": []}, "EAGAIN")
    raise BlockingIOError(errno.EAGAIN, os.strerror(errno.EAGAIN))


def waitpid(pid, options, /):
    raise ChildProcessError(errno.ECHILD, os.strerror(errno.ECHILD))


def wait():
    waitpid(-1, 0)


def kill(pid, signal, /):
    if pid != os.getpid():
        raise ProcessLookupError(errno.ESRCH, os.strerror(errno.ESRCH))
    if signal:
        from signal import raise_signal

        raise_signal(signal)


def _no_process(self):
    report({"kind": "process", "how": "fork", "argv": []}, "EAGAIN")
    raise OSError(errno.EAGAIN, os.strerror(errno.EAGAIN))


class _AsyncProcess:
    """What asyncio gives for a shell command that has ended."""

    stdin = stdout = stderr = None

    def __init__(self, process):
        self._process = process
        self.pid = process.pid
        self.returncode = process.poll()

    async def wait(self):
        return self.returncode

    async def communicate(self, input=None):
        return self._process.communicate()

    def kill(self):
        pass

    terminate = kill

    def send_signal(self, signal):
        pass


async def create_subprocess_exec(program, *args, **options):
    return _AsyncProcess(_popen([program, *args], options, shell=False))


async def create_subprocess_shell(cmd, **options):
    return _AsyncProcess(_popen(cmd, options, shell=True))


def _popen(args, options, shell):
    known = {name: options[name] for name in ("stdin", "stdout", "stderr", "cwd", "env") if name in options}
    return Popen(args, shell=shell, **known)


def install():
    """Puts the functions into `os`, `subprocess` and `asyncio`."""
    subprocess.Popen = Popen
    Popen.__qualname__ = Popen.__name__
    os.P_WAIT, os.P_NOWAIT, os.P_NOWAITO = 0, 1, 1
    named = {
        "system": system, "fork": fork, "forkpty": fork, "wait": wait, "waitpid": waitpid, "kill": kill, "killpg": kill,
        "posix_spawn": posix_spawn, "posix_spawnp": posix_spawn, "execv": execv, "execve": execve, "execl": execl,
        "execlp": execl, "execle": execle, "execlpe": execle, "execvp": execv, "execvpe": execve, "spawnv": spawnv,
        "spawnve": spawnve, "spawnvp": spawnv, "spawnvpe": spawnve, "spawnl": spawnl, "spawnlp": spawnl,
        "spawnle": spawnle, "spawnlpe": spawnle, "WNOHANG": 1, "register_at_fork": lambda **callbacks: None,
        "WIFEXITED": lambda status: status & 0x7F == 0, "WEXITSTATUS": lambda status: status >> 8 & 0xFF,
        "WIFSIGNALED": lambda status: status & 0x7F not in (0, 0x7F), "WTERMSIG": lambda status: status & 0x7F,
        "waitstatus_to_exitcode": lambda status: status >> 8 & 0xFF if status & 0x7F == 0 else -(status & 0x7F),
    }  # fmt: skip
    for name, function in named.items():
        setattr(os, name, function)
    BaseProcess.start = _no_process
    for module in (asyncio, asyncio.subprocess):
        module.create_subprocess_exec = create_subprocess_exec
        module.create_subprocess_shell = create_subprocess_shell
