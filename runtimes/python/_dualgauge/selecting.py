"""`select`, `poll` and the selectors over them, for virtual descriptors. Real ones are files: always ready."""

import errno
import select as _module
import selectors

from .descriptors import failure, is_virtual, table, wait

POLLIN, POLLPRI, POLLOUT, POLLERR, POLLHUP, POLLNVAL = 1, 2, 4, 8, 16, 32


def _number(fileobj):
    fd = fileobj if isinstance(fileobj, int) else fileobj.fileno()
    if fd < 0:
        raise ValueError("file descriptor cannot be a negative integer (-1)")
    return fd


def _end(fd):
    return table.find(fd) if is_virtual(fd) else None


def _readable(end):
    return end is None or end.delay() == 0


def _writable(end):
    return end is None or end.write_delay() == 0


class _Writing:
    """An end that is waited for to be written to."""

    def __init__(self, end):
        self.delay = end.write_delay


def _waited_for(pairs):
    """What is waited for: `pairs` of an end and whether it is to be written to."""
    return [_Writing(end) if writing else end for end, writing in pairs if end is not None]


def select(rlist, wlist, xlist, timeout=None, /):
    reading = [(item, _end(_number(item))) for item in rlist]
    writing = [(item, _end(_number(item))) for item in wlist]
    for item in xlist:
        _end(_number(item))
    if timeout is not None and timeout < 0:
        raise ValueError("timeout must be non-negative")

    def found():
        readable = [item for item, end in reading if _readable(end)]
        return readable, [item for item, end in writing if _writable(end)], []

    now = found()
    if any(now):
        return now
    wait(_waited_for([(end, False) for _, end in reading] + [(end, True) for _, end in writing]), timeout)
    return found()


class poll:
    """Descriptors that are waited for together."""

    __module__ = "select"

    def __init__(self):
        self._events = {}

    def register(self, fd, eventmask=POLLIN | POLLPRI | POLLOUT, /):
        self._events[_number(fd)] = eventmask

    def modify(self, fd, eventmask, /):
        if _number(fd) not in self._events:
            raise failure(errno.ENOENT, FileNotFoundError)
        self._events[_number(fd)] = eventmask

    def unregister(self, fd, /):
        del self._events[_number(fd)]

    def _found(self):
        found = []
        for fd, mask in self._events.items():
            if is_virtual(fd) and fd not in table.ends:
                found.append((fd, POLLNVAL))
                continue
            end = _end(fd)
            events = POLLOUT if mask & POLLOUT and _writable(end) else 0
            if mask & POLLIN and _readable(end):
                events |= POLLIN
            if events:
                found.append((fd, events))
        return found

    def poll(self, timeout=None, /):
        found = self._found()
        if not found and timeout != 0:
            pairs = [(_end(fd), bool(mask & POLLOUT)) for fd, mask in self._events.items()]
            wait(_waited_for(pairs), None if timeout is None or timeout < 0 else timeout / 1000)
            found = self._found()
        return found


class VirtualSelector(selectors._BaseSelectorImpl):
    """A selector that another thread can wake."""

    woken = False

    def _found(self):
        found = []
        for key in self.get_map().values():
            end = _end(key.fd)
            events = selectors.EVENT_WRITE if key.events & selectors.EVENT_WRITE and _writable(end) else 0
            if key.events & selectors.EVENT_READ and _readable(end):
                events |= selectors.EVENT_READ
            if events:
                found.append((key, events))
        return found

    def select(self, timeout=None):
        found = self._found()
        if not found and not self.woken and (timeout is None or timeout > 0):
            keys = self.get_map().values()
            pairs = [(_end(key.fd), bool(key.events & selectors.EVENT_WRITE)) for key in keys]
            wait(_waited_for(pairs), timeout, lambda: self.woken)
            found = self._found()
        self.woken = False
        return found


def install():
    """Puts them into place."""
    _module.select, _module.poll = select, poll
    select.__module__ = "select"
    selectors.DefaultSelector = VirtualSelector
    selectors.SelectSelector._select = staticmethod(select)
    selectors.PollSelector._selector_cls = poll
