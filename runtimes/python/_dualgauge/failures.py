"""What an exception tells, as plain values.

The exception is the candidate's: its `__str__` may fail, never return, or return anything. Only here it is asked for.
"""

from . import jsontext

#: Messages are cut at this many characters.
MAX_MESSAGE = 2000

_type_name = type.__dict__["__name__"].__get__


def name_of(kind):
    """The name of a class, whatever its metaclass says."""
    return jsontext.clean(_type_name(kind))


def text_of(value, convert=str):
    """`convert(value)` as plain bounded text; where that fails, a note of the failure."""
    try:
        text = convert(value)
    except BaseException as error:
        return "<" + name_of(type(error)) + " in " + convert.__name__ + "()>"
    # `str` returns any subclass that `__str__` gave; the base class's method makes plain text of it.
    return jsontext.clean(str.__str__(text)[:MAX_MESSAGE])


def line_of(error, file):
    """The innermost line of `file` on the exception's way up, or None."""
    # By its type: `isinstance` also asks the object for its `__class__`.
    if issubclass(type(error), SyntaxError):
        line = _syntax_line(error, file)
        if line is not None:
            return line
    line = None
    step = BaseException.__traceback__.__get__(error)
    while step is not None:
        if step.tb_frame.f_code.co_filename == file:
            line = step.tb_lineno
        step = step.tb_next
    return line


def _syntax_line(error, file):
    try:
        if error.filename == file and type(error.lineno) is int:
            return error.lineno
    except BaseException:
        pass
    return None


def describe(error, file):
    """The fields `type_name`, `message` and `line` of an exception."""
    return {
        "type_name": name_of(type(error)),
        "message": text_of(error),
        "line": line_of(error, file),
    }


def exit_code(error):
    """The exit code of a SystemExit, and the text that the interpreter would print for it (or None)."""
    code = BaseException.__getattribute__(error, "code")
    if code is None:
        return 0, None
    if issubclass(type(code), int):
        # As the C library's exit: only eight bits leave the process.
        return int.__index__(code) & 0xFF, None
    return 1, text_of(code)
