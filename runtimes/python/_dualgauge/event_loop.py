"""asyncio's event loop: it needs no pipe to wake itself, and its selector knows the virtual descriptors."""

from asyncio import selector_events


def _make_self_pipe(self):
    self._internal_fds += 1


def _close_self_pipe(self):
    self._internal_fds -= 1


def _write_to_self(self):
    self._selector.woken = True


def install():
    """Puts the methods into the loop."""
    loop = selector_events.BaseSelectorEventLoop
    loop._make_self_pipe = _make_self_pipe
    loop._close_self_pipe = _close_self_pipe
    loop._write_to_self = _write_to_self
