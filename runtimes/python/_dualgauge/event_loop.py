"""asyncio without sockets: the event loop's selector only waits for time to pass, and needs no pipe to wake itself."""

import selectors
from asyncio import selector_events

from .threads import schedule


class TimeSelector(selectors._BaseSelectorImpl):
    """A selector for which nothing ever becomes ready: it waits for time, or for a thread that wakes the loop."""

    woken = False

    def select(self, timeout=None):
        if timeout is None or timeout > 0:
            schedule.wait_until(lambda: self.woken, timeout)
        self.woken = False
        return []


def _make_self_pipe(self):
    self._internal_fds += 1


def _close_self_pipe(self):
    self._internal_fds -= 1


def _write_to_self(self):
    self._selector.woken = True


def install():
    """Puts the selector in place of the system's."""
    loop = selector_events.BaseSelectorEventLoop
    loop._make_self_pipe = _make_self_pipe
    loop._close_self_pipe = _close_self_pipe
    loop._write_to_self = _write_to_self
    selectors.DefaultSelector = TimeSelector
