"""What the interpreter's audit events mean: each handler makes an operation of the trace, or None.

Handlers run inside the audit hook (see door.py), so they look at exact built-in types only.
"""

from sys import _getframe

from .jsontext import clean

#: Texts are cut at this many characters.
MAX_TEXT = 4096

#: Where the driver's own code is.
OWN_FOLDER = __file__.rpartition("/")[0] + "/"

RUNTIME = ("/usr/local/lib/", "<frozen ", OWN_FOLDER)

# Library modules which compile and run text that their caller gives them: what they do is their caller's doing.
_SINKS = ("/timeit.py", "/code.py", "/codeop.py", "/sympy/parsing/", "/pandas/", "/cgi.py", "/runpy.py")


def caller(depth=0):
    """The file of the Python code that did what the event is about: above this, the handler and the hook."""
    return _getframe(3 + depth).f_code.co_filename


def is_runtime(file):
    """Whether code of this file is the interpreter's library and not the candidate's."""
    return file.startswith(RUNTIME) and not any(sink in file for sink in _SINKS)


#: The candidate's texts by file name, in bytes, to see which function a call names.
sources = {}


class Code:
    """`compile` and `exec` events.

    `eval` and `exec` of text raise `compile` and then `exec`; one operation is made of both.
    """

    def __init__(self):
        self.told = False

    def compile(self, args):
        frame = _getframe(2)
        if is_runtime(frame.f_code.co_filename):
            return None
        self.told = True
        operation = {"kind": "code", "how": _how(frame)}
        text = _text(args[0])
        if text is not None:
            operation["text"] = text
        return operation

    def exec(self, args):
        if is_runtime(caller()):
            return None
        if self.told:
            self.told = False
            return None
        return {"kind": "code", "how": "exec"}

    def code_new(self, args):
        if is_runtime(caller()):
            return None
        return {"kind": "code", "how": "code"}


_HOW = ("eval", "exec", "compile")


def _how(frame):
    """Which built-in function it was. The event doesn't say; the text of the call under way does, or the names in use."""
    code = frame.f_code
    used = [name for name in _HOW if name in code.co_names]
    if len(used) == 1:
        return used[0]
    source = sources.get(code.co_filename)
    if source is not None:
        line, _, column, _ = list(code.co_positions())[frame.f_lasti // 2]
        lines = source.split(b"\n")
        if line and column is not None and line <= len(lines):
            call = lines[line - 1][column:].removeprefix(b"builtins.")
            for name in _HOW:
                if call.startswith(name.encode()):
                    return name
    return "exec"


def _text(source):
    kind = type(source)
    if kind is str:
        return clean(source[:MAX_TEXT])
    if kind is bytes:
        return source[: 4 * MAX_TEXT].decode("utf-8", "replace")[:MAX_TEXT]
    return None


def plain(value):
    """Text for the trace of an argument of any type, without running its code."""
    if isinstance(value, str):
        return clean(str.__str__(value)[:MAX_TEXT])
    if isinstance(value, bytes):
        return bytes.__getitem__(value, slice(MAX_TEXT)).decode("utf-8", "backslashreplace")
    kind = type(value)
    if kind is int:
        return int.__repr__(value)
    return clean(type.__dict__["__name__"].__get__(kind))


def find_class(args):
    """`pickle.find_class`: the data names a type."""
    return {"kind": "deserialize", "format": "pickle", "type_name": plain(args[0]) + "." + plain(args[1])}


def marshal_loads(args):
    """`marshal.loads`: also how the import system reads compiled modules."""
    if is_runtime(caller()):
        return None
    return {"kind": "deserialize", "format": "marshal", "type_name": ""}


_FUNCTION = type(plain)
_FRAME = type(_getframe())


def _frames_file(frame):
    return frame.f_code.co_filename if type(frame) is _FRAME else ""


def _is_own(value):
    if type(value) is _FRAME:
        return _frames_file(value).startswith(OWN_FOLDER)
    return type(value) is _FUNCTION and value.__code__.co_filename.startswith(OWN_FOLDER)


def get_frame(args):
    """`sys._getframe`: an attack only where the frame asked for is the driver's and the one who asks the candidate."""
    if args and _frames_file(args[0]).startswith(OWN_FOLDER) and not is_runtime(caller()):
        return {"kind": "tamper", "what": "sys._getframe"}
    return None


def set_attribute(args):
    """`object.__setattr__`: raised for `__code__` and its like."""
    if _is_own(args[0]) and not is_runtime(caller()):
        return {"kind": "tamper", "what": "assignment to " + plain(args[1])}
    return None


def get_referents(args):
    """`gc.get_referents`: of a function of the driver, it gives what its closure holds."""
    if args and type(args[0]) is tuple and any(_is_own(value) for value in args[0]):
        return {"kind": "tamper", "what": "gc.get_referents"}
    return None


def imported(args):
    """`import`: only of a module that isn't loaded. The host module is none of the candidate's."""
    if args[0] == "_host" or (type(args[0]) is str and args[0].startswith("_dualgauge")):
        return {"kind": "tamper", "what": "import of " + args[0]}
    return None


def handlers():
    """The handlers by audit event."""
    code = Code()
    return {
        "compile": code.compile,
        "exec": code.exec,
        "code.__new__": code.code_new,
        "pickle.find_class": find_class,
        "marshal.loads": marshal_loads,
        "sys._getframe": get_frame,
        "object.__setattr__": set_attribute,
        "gc.get_referents": get_referents,
        "import": imported,
    }
