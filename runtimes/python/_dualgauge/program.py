"""A job of a whole program: started as the native interpreter starts it."""

import atexit
import errno
import gc
import io
import linecache
import os
import pkgutil
import runpy
import sys
import threading
import types
from importlib.machinery import SourceFileLoader

from . import children, coverage
from .calls import remember_source
from .door import ask
from .failures import exit_code, text_of

#: Where the driver's own frames are.
OWN_FOLDER = os.path.dirname(__file__)


#: The interpreter's error numbers are WASI's.
_LINUX_NUMBERS = {errno.ENOENT: 2, errno.EACCES: 13, errno.EISDIR: 21, errno.ENOTDIR: 20}


class CannotStart(Exception):
    """The program can't be started: the message and the exit code."""

    def __init__(self, message, code):
        super().__init__(message)
        self.code = code


def run(job):
    """Runs the program to its end and returns its exit code."""
    sys.argv[:] = job["argv"]
    watches = []
    code = _run(job["program"], job.get("coverage"), watches)
    code = _finish(code)
    for watch in watches:
        ask("coverage", **watch.report())
    return code


def _run(program, covered, watches):
    try:
        start = _starter(program, _fresh_main(), covered, watches)
        start()
        return 0
    except CannotStart as error:
        print(f"python: {error}", file=sys.stderr)
        return error.code
    except BaseException as error:
        return _ended_by(error)


def _fresh_main():
    main = types.ModuleType("__main__")
    main.__dict__["__builtins__"] = sys.modules["builtins"]
    sys.modules["__main__"] = main
    return main


def _starter(program, main, covered, watches):
    """Returns the function which runs the program."""
    # From here on the host takes what happens for the candidate's doing; what is read to start it is not.
    source = ask("source")
    ask("origin", runtime=True)
    try:
        if program.get("source"):
            return _text(main, source, program["file"], covered, watches)
        if "code" in program:
            sys.path.insert(0, "")
            return _text(main, program["code"].encode(), "<string>", covered, watches)
        if program.get("stdin"):
            sys.path.insert(0, "")
            return _text(main, sys.stdin.buffer.read(), "<stdin>", covered, watches)
        if "module" in program:
            sys.path.insert(0, os.getcwd())
            return lambda: runpy._run_module_as_main(program["module"])
        return _file(main, program["file"], covered, watches)
    finally:
        ask("origin", runtime=False)


def _file(main, file, covered, watches):
    if os.path.isdir(file) or _is_archive(file):
        sys.path.insert(0, file)
        return lambda: runpy._run_module_as_main("__main__", False)
    try:
        with io.open_code(file) as stream:
            source = stream.read()
    except OSError as error:
        path = os.path.abspath(file)
        number = _LINUX_NUMBERS.get(error.errno, error.errno)
        raise CannotStart(f"can't open file {path!r}: [Errno {number}] {error.strerror}", 2) from None
    return _text(main, source, file, covered, watches)


def _is_archive(file):
    finder = pkgutil.get_importer(file) if os.path.isfile(file) else None
    return finder is not None and type(finder).__name__ == "zipimporter"


def _text(main, source, file, covered, watches):
    names = main.__dict__
    if file[:1] != "<":
        remember_source(file, source)
        sys.path.insert(0, os.path.dirname(os.path.realpath(file)))
        names["__file__"] = file
        names["__loader__"] = SourceFileLoader("__main__", file)
    names["__cached__"] = None

    def start():
        code = compile(source, file, "exec", dont_inherit=True)
        if file[:1] == "<":
            linecache._register_code(code, source.decode("utf-8", "replace"), file)
        if covered:
            watches.append(coverage.Watch(code))
        exec(code, names)

    return start


def _ended_by(error):
    """Reports what ended the program, as the interpreter does, and returns the exit code."""
    if isinstance(error, SystemExit):
        code, text = exit_code(error)
        if text is not None:
            _flush(sys.stdout)
            print(text, file=sys.stderr)
        return code
    error.__traceback__ = _without_driver(error.__traceback__)
    _flush(sys.stdout)
    try:
        sys.excepthook(type(error), error, error.__traceback__)
    except BaseException as hook_error:
        print("Error in sys.excepthook:", file=sys.stderr)
        sys.__excepthook__(type(hook_error), hook_error, hook_error.__traceback__)
        print("\nOriginal exception was:", file=sys.stderr)
        sys.__excepthook__(type(error), error, error.__traceback__)
    return 130 if isinstance(error, KeyboardInterrupt) else 1


def _without_driver(step):
    """A traceback without the frames that started the program."""
    while step is not None and _is_starting(step.tb_frame.f_code.co_filename):
        step = step.tb_next
    return step


def _is_starting(file):
    return file.startswith(OWN_FOLDER) or file == "<frozen runpy>"


def _finish(code):
    """What the interpreter does after the program: threads, exit handlers, last destructors, output."""
    try:
        threading._shutdown()
        atexit._run_exitfuncs()
        children.finish()
    except BaseException as error:
        code = code or _ended_by(error)
    for name in ("last_exc", "last_type", "last_value", "last_traceback"):
        vars(sys).pop(name, None)
    # Nothing else holds the program's module: its objects end now, while their globals are still there.
    sys.modules.pop("__main__", None)
    gc.collect()
    return code if flush_all() else 120


def flush_all():
    """Writes out what the standard streams still hold; whether that went well."""
    return _flush(sys.stdout) & _flush(sys.stderr)


def _flush(stream):
    try:
        stream.flush()
    except BaseException:
        return False
    return True
