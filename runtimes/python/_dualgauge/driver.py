"""One execution, from the job to its end."""

import linecache
import sys
from ast import AST
from inspect import CO_OPTIMIZED
from types import CodeType

from . import calls, jsontext, program
from .door import ask, start
from .program import flush_all
from .renew import renew


def _forget_start():
    """Overwrites the text that started the driver, which holds the token, wherever the interpreter keeps it."""
    for entry in list(linecache.cache):
        if entry.startswith("<turn"):
            del linecache.cache[entry]
    linecache._interactive_cache.clear()
    frame = sys._getframe(1)
    while frame is not None:
        # A module's frame has its globals for locals: those are not touched.
        if frame.f_code.co_flags & CO_OPTIMIZED:
            for name, value in frame.f_locals.items():
                if isinstance(value, (str, bytes, AST, CodeType)):
                    frame.f_locals[name] = None
        frame = frame.f_back


def run(token):
    """Does the host's job."""
    start(token)
    del token
    _forget_start()
    del sys.modules["_dualgauge"]
    job = jsontext.read(ask("job").decode())
    renew(job, jsontext.read(ask("environment").decode()))
    work = calls if job["mode"] == "calls" else program
    code = work.run(job)
    flush_all()
    ask("done", exit=code)
