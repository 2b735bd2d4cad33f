"""Permission bits, which WASI preview 1 doesn't have: `os` functions that carry them beside it, over requests to the host.

Each function calls the interpreter's own one for everything else, so errors and events are those of the real operation.
"""

import errno
import os
import posix
import stat as stat_bits
from os import strerror

from .door import request

_open, _mkdir, _stat, _lstat, _fstat, _access, _scandir = (
    posix.open, posix.mkdir, posix.stat, posix.lstat, posix.fstat, posix.access, posix.scandir,
)  # fmt: skip
_fspath, _fsencode, _getcwdb = os.fspath, os.fsencode, os.getcwdb


def _name(path):
    """A path as requests carry it: absolute, each character a byte."""
    name = _fsencode(path)
    if name[:1] != b"/":
        name = _getcwdb() + b"/" + name
    return name.decode("latin-1")


_RUNTIME = "/usr/local/lib/"


def _bits(path, follow):
    """What the host knows of a file, by path."""
    name = _name(path)
    # The interpreter's own files: tracebacks look for them, and nobody asks for their bits.
    if name.startswith(_RUNTIME):
        return _UNKNOWN
    return request("stat", path=name, follow=bool(follow))


_UNKNOWN = {"errno": "ENOSYS"}


def _plain(path):
    """A path-like object's path, asked for once; other objects are left for the real function to refuse."""
    if isinstance(path, (str, bytes, int)):
        return path
    try:
        return _fspath(path)
    except TypeError:
        return path


def _check(answer, path=None):
    name = answer.get("errno")
    if name is not None:
        number = getattr(errno, name, errno.EINVAL)
        if path is None:
            raise OSError(number, strerror(number))
        raise OSError(number, strerror(number), path)
    return answer


def _no_folder(name, dir_fd):
    if dir_fd is not None:
        raise NotImplementedError(f"{name}: dir_fd unavailable on this platform")


def _with_mode(result, answer):
    """A stat result with what the host knows of the file."""
    if answer.get("errno") is not None:
        return result
    _, (fields, more) = result.__reduce__()
    mode = stat_bits.S_IFMT(fields[0]) | answer["mode"] & 0o7777
    return os.stat_result((mode, *fields[1:3], answer["nlink"], answer["uid"], answer["gid"], *fields[6:]), more)


def open(path, flags, mode=0o777, *, dir_fd=None):
    if flags & os.O_CREAT:
        request("create_mode", mode=mode & 0o7777)
    return _open(path, flags, mode, dir_fd=dir_fd)


def mkdir(path, mode=0o777, *, dir_fd=None):
    request("create_mode", mode=mode & 0o7777)
    return _mkdir(path, mode, dir_fd=dir_fd)


def stat(path, *, dir_fd=None, follow_symlinks=True):
    path = _plain(path)
    result = _stat(path, dir_fd=dir_fd, follow_symlinks=follow_symlinks)
    if dir_fd is not None:
        return result
    if isinstance(path, int):
        return _with_mode(result, request("stat", fd=path))
    return _with_mode(result, _bits(path, follow_symlinks))


def lstat(path, *, dir_fd=None):
    path = _plain(path)
    result = _lstat(path, dir_fd=dir_fd)
    if dir_fd is not None:
        return result
    return _with_mode(result, _bits(path, False))


def fstat(fd):
    return _with_mode(_fstat(fd), request("stat", fd=fd))


def access(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True):
    path = _plain(path)
    if not _access(path, os.F_OK, dir_fd=dir_fd, follow_symlinks=follow_symlinks):
        return False
    if mode == os.F_OK or dir_fd is not None:
        return True
    return request("access", path=_name(path), mode=mode & 7)["errno"] is None


def chmod(path, mode, *, dir_fd=None, follow_symlinks=True):
    _no_folder("chmod", dir_fd)
    path = _plain(path)
    if isinstance(path, int):
        return fchmod(path, mode)
    _check(request("chmod", path=_name(path), mode=mode & 0o7777, follow=bool(follow_symlinks)), path)


def fchmod(fd, mode):
    _check(request("fchmod", fd=fd, mode=mode & 0o7777))


def lchmod(path, mode):
    chmod(path, mode, follow_symlinks=False)


def umask(mask, /):
    return request("umask", mask=mask & 0o777)["mask"]


class DirEntry:
    """An entry of a folder's listing."""

    __slots__ = ("_entry", "name", "path")
    __module__ = "posix"

    def __init__(self, entry):
        self._entry = entry
        self.name = entry.name
        self.path = entry.path

    def is_dir(self, *, follow_symlinks=True):
        return self._entry.is_dir(follow_symlinks=follow_symlinks)

    def is_file(self, *, follow_symlinks=True):
        return self._entry.is_file(follow_symlinks=follow_symlinks)

    def is_symlink(self):
        return self._entry.is_symlink()

    def is_junction(self):
        return False

    def inode(self):
        return self._entry.inode()

    def stat(self, *, follow_symlinks=True):
        result = self._entry.stat(follow_symlinks=follow_symlinks)
        return _with_mode(result, _bits(self.path, follow_symlinks))

    def __fspath__(self):
        return self.path

    def __repr__(self):
        return f"<DirEntry {self.name!r}>"


class ScandirIterator:
    """A folder's listing."""

    __module__ = "posix"

    def __init__(self, entries):
        self._entries = entries

    def __iter__(self):
        return self

    def __next__(self):
        return DirEntry(next(self._entries))

    def __enter__(self):
        return self

    def __exit__(self, *failure):
        self.close()

    def close(self):
        self._entries.close()


def scandir(path=None):
    return ScandirIterator(_scandir(path))


def install():
    """Puts the functions into `os`. The import system goes on using those of `posix`: it needs no permission bits."""
    originals = {}
    for function in (open, mkdir, stat, lstat, fstat, access, chmod, fchmod, lchmod, umask, scandir):
        name = function.__name__
        if name in vars(posix):
            originals[getattr(posix, name)] = function
            function.__doc__ = getattr(posix, name).__doc__
        function.__module__ = "posix"
        setattr(os, name, function)
    os.DirEntry = DirEntry
    for supported in (os.supports_fd, os.supports_follow_symlinks, os.supports_effective_ids):
        supported |= {originals[function] for function in list(supported) if function in originals}
    os.supports_fd |= {chmod, stat}
    os.supports_follow_symlinks |= {chmod, stat, access}
    # Removing a tree goes by paths: what only works relative to a folder's descriptor has no bits.
    os.supports_dir_fd.clear()
