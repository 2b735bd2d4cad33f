"""The driver's calls part with a host made of Python, for tests outside the sandbox."""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

import _dualgauge  # noqa: E402

# As `prepare()` does it: the driver's modules get built-in names of their own.
sys.meta_path.insert(0, _dualgauge._Finder)
from _dualgauge import audit_events, calls, door  # noqa: E402

TOKEN = "the token"


class FakeHost:
    """Answers requests and remembers them."""

    def __init__(self):
        self.source = b""
        self.requests = []

    def call(self, request):
        # Only bytes are touched here: candidates under test spoil what the interpreter offers.
        self.requests.append(request)
        if request == b'{"op":"start"}':
            return TOKEN.encode()
        return self.source if request.startswith(b'{"op":"source"') else b"{}"

    def all(self, op):
        """The requests of one kind."""
        found = []
        for text in self.requests:
            request = json.loads(text)
            assert request.pop("token") == TOKEN
            if request["op"] == op:
                found.append(request)
        return found

    def run(self, source, *wanted, functions=None):
        """Does a job of calls, each a tuple of the function's name and its arguments; returns the outcomes."""
        self.do(source, *wanted, functions=functions)
        return self.outcomes()

    def outcomes(self):
        """What came of the calls that ended."""
        return [request["outcome"] for request in self.all("end")]

    def do(self, source, *wanted, functions=None):
        """Does a job of calls and reads nothing of it."""
        self.source = source if isinstance(source, bytes) else source.encode()
        self.requests.clear()
        wanted = [{"function": name, "args": list(args)} for name, *args in wanted]
        names = functions or list(dict.fromkeys(call["function"] for call in wanted))
        self.exit = calls.run(
            {"mode": "calls", "file": "/app/solution.py", "functions": names, "calls": wanted, "coverage": False}
        )
        # As the driver ends an execution: after it, nothing is recorded.
        door.ask("done", exit=self.exit)

    def returned(self, source, *wanted):
        """The single call's result."""
        (outcome,) = self.run(source, *wanted)
        return outcome["returned"]


# Hooks can't be removed: one for all tests.
HOST = FakeHost()
door.install(HOST.call, audit_events.handlers(), sys.addaudithook)
door.start()
HOST.requests.clear()
