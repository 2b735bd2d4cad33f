"""Line coverage of the candidate, by `sys.monitoring`.

Events are asked for in the candidate's code objects only, and each line's event is switched off when it was seen once, so a
loop costs nothing. `sys.settrace` is left to the candidate.
"""

import sys
from types import CodeType

#: A tool number that neither debuggers (0), coverage tools (1), profilers (2) nor the optimizer (5) use.
TOOL = 4


class Watch:
    """Watches which lines of a compiled file run."""

    def __init__(self, code):
        self.hit = hit = set()
        self.lines = set()
        monitoring = sys.monitoring
        disable = monitoring.DISABLE

        def seen(code, line, add=hit.add):
            add(line)
            return disable

        monitoring.use_tool_id(TOOL, "coverage")
        monitoring.register_callback(TOOL, monitoring.events.LINE, seen)
        self._add(code)

    def _add(self, code):
        sys.monitoring.set_local_events(TOOL, code, sys.monitoring.events.LINE)
        # Line 0 is what the compiler adds before a module's first line.
        self.lines.update(line for _, _, line in code.co_lines() if line)
        for constant in code.co_consts:
            if type(constant) is CodeType:
                self._add(constant)

    def report(self):
        """The lines that can run and those that did."""
        return {"lines": sorted(self.lines), "hit": sorted(self.hit & self.lines)}
