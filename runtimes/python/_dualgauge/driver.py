"""One execution, from the job to its end."""

import sys

from . import calls, jsontext, program
from .door import ask, start
from .program import flush_all
from .renew import renew


def run():
    """Does the host's job."""
    start()
    del sys.modules["_dualgauge"]
    job = jsontext.read(ask("job").decode())
    renew(job, jsontext.read(ask("environment").decode()))
    work = calls if job["mode"] == "calls" else program
    code = work.run(job)
    flush_all()
    ask("done", exit=code)
