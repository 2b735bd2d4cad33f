"""Threads without threads: the target of a started thread runs to its end when the code that started it waits.

WebAssembly has one stack here, so a thread can't be suspended; but a program can't tell a thread that has not been given
time yet from one that has. A started thread is therefore kept until some code has to wait: for a thread (`join`), for a
lock, a queue or an event, or for time to pass; at the latest until the call or the program ends. Then it runs, on top of
the waiting code.

If such a thread itself has to wait for what only the code below it can do (a worker, for its next piece of work), it can't
be kept: it is unwound (`Parked`), and begun anew when somebody waits again. For a worker's loop that makes no difference; a
thread that did something before it waited does it twice, which is the price of having one stack.
"""

import _thread
import contextvars
import queue
import sys
import threading
import time
from concurrent.futures import thread as pool
from math import inf

_C_LOCK = _thread.allocate_lock
_sleep, _monotonic = time.sleep, time.monotonic
_MAIN = _thread.get_ident()

#: How long threads that nobody waits for may go on sleeping after a call, in seconds of virtual time.
GRACE = 10.0


class Parked(BaseException):
    """Unwinds a thread that waits for something that never comes."""


class _Schedule:
    """The threads that are started and have not run, and the one that runs."""

    def __init__(self):
        # Pairs of the time from which a thread may run, and the thread.
        self.pending = []
        self.ident = _MAIN
        self.last_ident = _MAIN
        # Until when the waiting code below the running thread waits.
        self.limit = inf
        # Threads that were unwound.
        self.parked = []
        # What the waiting code below the running thread waits for: functions that say whether it is there.
        self.awaited = []

    def is_main(self):
        """Whether no started thread is running."""
        return self.ident == _MAIN

    def run_one(self, limit):
        """Runs the next thread that may run before `limit`; returns whether there was one."""
        if not self.pending:
            return False
        entry = min(self.pending, key=lambda entry: entry[0])
        due, thread = entry
        if due > limit:
            return False
        self.pending.remove(entry)
        if due and due > _monotonic():
            _sleep(due - _monotonic())
        before = self.ident, self.limit
        self.ident, self.limit = thread.ident, limit
        try:
            _run(thread)
        except Parked:
            self.parked.append(thread)
            return True
        finally:
            self.ident, self.limit = before
        thread._os_thread_handle.done = True
        threading._active.pop(thread.ident, None)
        return True

    def wait_until(self, ready, timeout=None, look=None):
        """Runs other threads until `ready()`; returns whether it came true before the timeout.

        `look` says the same without changing anything, where `ready` takes what it waited for.
        """
        if ready():
            return True
        self.awaited.append(look or ready)
        try:
            return self._wait(ready, inf if timeout is None else _monotonic() + timeout)
        finally:
            self.awaited.pop()

    def _wait(self, ready, deadline):
        again = self.ident == _MAIN
        while not ready():
            if self.run_one(min(deadline, self.limit)):
                continue
            if self.ident != _MAIN and any(there() for there in self.awaited[:-1]):
                # The code below can go on.
                raise Parked
            if again and self.parked:
                self.pending += [(0.0, thread) for thread in self.parked]
                self.parked.clear()
                again = False
                continue
            if deadline is inf or deadline > self.limit:
                if self.ident != _MAIN:
                    raise Parked
                if deadline is inf:
                    raise RuntimeError("deadlock: everything waits for something that nobody will do")
            _sleep(max(0.0, deadline - _monotonic()))
            return ready()
        return True


schedule = _Schedule()


def run_pending():
    """Gives time to the threads that nobody waited for, when a call has ended."""
    if not schedule.pending:
        return
    end = _monotonic() + GRACE
    while schedule.run_one(end):
        pass


def _run(thread):
    try:
        if sys.flags.thread_inherit_context or thread._context is not None:
            (thread._context or contextvars.Context()).run(thread.run)
        else:
            contextvars.Context().run(thread.run)
    except Parked:
        # `run` drops these when it ends; the thread is begun anew.
        thread._target, thread._args, thread._kwargs = thread._work
        raise
    except BaseException as error:
        # Without this function's own line.
        error.__traceback__ = error.__traceback__.tb_next
        thread._invoke_excepthook(thread)


class _Handle:
    """What a thread object keeps of its operating system's thread."""

    def __init__(self, ident):
        self.ident = ident
        self.done = False

    def is_done(self):
        return self.done

    def join(self, timeout=None):
        schedule.wait_until(self.is_done, None if timeout is None or timeout < 0 else timeout)

    def _set_done(self):
        self.done = True


class lock:
    """A lock that gives other threads time when it has to wait."""

    __slots__ = ("_lock", "__weakref__")
    __module__ = "_thread"

    def __init__(self):
        self._lock = _C_LOCK()

    def acquire(self, blocking=True, timeout=-1):
        if self._lock.acquire(False):
            return True
        if not blocking:
            if timeout != -1:
                raise ValueError("can't specify a timeout for a non-blocking call")
            return False
        if timeout < 0 and timeout != -1:
            raise ValueError("timeout value must be a non-negative number")
        return schedule.wait_until(
            lambda: self._lock.acquire(False), None if timeout == -1 else timeout, lambda: not self._lock.locked()
        )

    def release(self):
        self._lock.release()

    def locked(self):
        return self._lock.locked()

    def __enter__(self):
        return self.acquire()

    def __exit__(self, kind, value, step):
        self._lock.release()

    def __repr__(self):
        state = "locked" if self._lock.locked() else "unlocked"
        return f"<{state} _thread.lock object at {id(self):#x}>"

    def _at_fork_reinit(self):
        self._lock = _C_LOCK()

    acquire_lock = acquire
    release_lock = release
    locked_lock = locked


def _start(self):
    if not self._initialized:
        raise RuntimeError("thread.__init__() not called")
    if self._started.is_set():
        raise RuntimeError("threads can only be started once")
    if self._context is None and sys.flags.thread_inherit_context:
        self._context = contextvars.copy_context()
    schedule.last_ident += 1
    self._ident = self._native_id = schedule.last_ident
    self._os_thread_handle = _Handle(self._ident)
    self._work = self._target, self._args, self._kwargs
    threading._active[self._ident] = self
    self._started.set()
    due = _monotonic() + self.interval if isinstance(self, threading.Timer) else 0.0
    schedule.pending.append((due, self))


def _run_timer(self):
    # The schedule has already waited for the interval.
    if not self.finished.is_set():
        self.function(*self.args, **self.kwargs)
    self.finished.set()


def _get_ident():
    return schedule.ident


def _start_new_thread(function, args, kwargs=None, /):
    thread = threading.Thread(target=function, args=args, kwargs=kwargs or {}, daemon=True)
    thread.start()
    return thread.ident


def sleep(seconds, /):
    if not schedule.pending and schedule.ident == _MAIN:
        return _sleep(seconds)
    if seconds < 0:
        raise ValueError("sleep length must be non-negative")
    schedule.wait_until(lambda: False, seconds)


def _submit(self, fn, /, *args, **kwargs):
    with self._shutdown_lock:
        if self._broken:
            raise self.BROKEN(self._broken)
        if self._shutdown:
            raise RuntimeError("cannot schedule new futures after shutdown")
    # A pool's order of work is nobody's business: it is done at once.
    future = pool._base.Future()
    item = pool._WorkItem(future, self._resolve_work_item_task(fn, args, kwargs))
    worker = getattr(self, "_worker_context", None)
    if worker is None:
        worker = self._worker_context = self._create_worker_context()
        worker.initialize()
    item.run(worker)
    return future


_real_shutdown = threading._shutdown


def _shutdown(*arguments):
    while schedule.pending:
        schedule.run_one(inf)
    _real_shutdown(*arguments)


def install():
    """Puts all of it into place. Run before other modules take the real locks."""
    _thread.allocate_lock = _thread.allocate = _thread.lock = _thread.LockType = lock
    threading.Lock = threading._allocate_lock = lock
    _thread.start_new_thread = _thread.start_new = threading._start_new_thread = _start_new_thread
    _thread.get_ident = threading.get_ident = _get_ident
    threading.get_native_id = _thread.get_native_id = _get_ident
    threading.Thread.start = _start
    threading.Timer.run = _run_timer
    threading._shutdown = _shutdown
    queue.SimpleQueue = queue._PySimpleQueue
    pool.ThreadPoolExecutor.submit = _submit
    time.sleep = sleep
    for function in (_start, _get_ident, _start_new_thread, _submit):
        function.__name__ = function.__name__.lstrip("_")
