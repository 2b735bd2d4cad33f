"""Makes the image's interpreter look newly started: what must differ between executions, or must not be frozen."""

import _sitebuiltins
import builtins
import logging
import os
import random
import sys
import tempfile
import time


def renew(job, environment):
    """Run first in each execution, before anything counts as the candidate's."""
    os.environ.clear()
    os.environ.update(environment)
    os.chdir(job.get("cwd") or "/")
    random.seed()
    temporary_names.state = int.from_bytes(os.urandom(8), "little")
    # Found by writing a file otherwise.
    if not any(name in environment for name in ("TMPDIR", "TEMP", "TMP")):
        tempfile.tempdir = "/tmp"
    logging._startTime = time.time_ns()
    # Decided when the image was made, by what the streams were then.
    sys.stdout.reconfigure(line_buffering=sys.stdout.isatty())
    sys.argv[:] = job.get("argv") or [""]


class TemporaryNames:
    """What `tempfile` draws its names from.

    The standard library uses a Mersenne twister for that, and the trace would blame the candidate for it.
    """

    state = 1

    def choices(self, population, *, k):
        chosen = []
        for _ in range(k):
            # Knuth's linear congruential generator (MMIX); the high bits are the good ones.
            self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
            chosen.append(population[(self.state >> 33) % len(population)])
        return chosen


temporary_names = TemporaryNames()


def prepare():
    """Puts the replacement in place and forgets what was drawn or cached so far."""
    # The embedding leaves its own in their place.
    builtins.exit = _sitebuiltins.Quitter("exit", "Ctrl-D (i.e. EOF)")
    builtins.quit = _sitebuiltins.Quitter("quit", "Ctrl-D (i.e. EOF)")
    tempfile._Random = lambda: temporary_names
    tempfile._name_sequence = None
    tempfile.tempdir = None
