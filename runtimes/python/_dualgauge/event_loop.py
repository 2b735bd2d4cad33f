"""asyncio without sockets: the event loop's selector only waits for time to pass, and needs no pipe to wake itself."""

import selectors
import time
from asyncio import selector_events


class TimeSelector(selectors._BaseSelectorImpl):
    """A selector for which nothing ever becomes ready."""

    def select(self, timeout=None):
        if timeout is None:
            raise RuntimeError("deadlock: the event loop waits for something that nobody will do")
        if timeout > 0:
            time.sleep(timeout)
        return []


def _make_self_pipe(self):
    self._internal_fds += 1


def _close_self_pipe(self):
    self._internal_fds -= 1


def _write_to_self(self):
    pass


def install():
    """Puts the selector in place of the system's."""
    loop = selector_events.BaseSelectorEventLoop
    loop._make_self_pipe = _make_self_pipe
    loop._close_self_pipe = _close_self_pipe
    loop._write_to_self = _write_to_self
    selectors.DefaultSelector = TimeSelector
