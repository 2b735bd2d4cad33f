"""The driver: what runs beside the candidate inside CPython, between it and the host.

The host calls two functions. `prepare()` runs once, before the interpreter's memory is taken as an image: it imports what
candidates use and puts everything in place. `main()` runs once in each execution: it does the host's job.
"""

import builtins
import sys
from importlib.machinery import PathFinder, SourceFileLoader
from types import ModuleType

# A copy: what a candidate does to `builtins.len` doesn't reach the driver.
_BUILTINS = dict(vars(builtins))


class _OwnBuiltins(SourceFileLoader):
    def create_module(self, spec):
        module = ModuleType(spec.name)
        module.__dict__["__builtins__"] = _BUILTINS
        return module


class _Finder:
    """Loads the driver's modules, each with the driver's own copy of the built-in names."""

    @staticmethod
    def find_spec(name, path=None, target=None):
        if not name.startswith(__name__ + "."):
            return None
        spec = PathFinder.find_spec(name, path, target)
        if spec is not None and spec.origin.endswith(".py"):
            spec.loader = _OwnBuiltins(spec.loader.name, spec.loader.path)
        return spec


def prepare():
    """Puts everything in place; the interpreter's memory is then kept as the image of all executions."""
    global _run
    sys.meta_path.insert(0, _Finder)
    try:
        from . import setup

        _run = setup.prepare()
    finally:
        sys.meta_path.remove(_Finder)


def main():
    """Does the job that the host has, as runtimes/README.md says."""
    _run()


def _run():
    raise RuntimeError("prepare() has not run")
