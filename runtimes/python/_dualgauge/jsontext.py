"""JSON text, by the C functions of the standard library alone.

`json.dumps` and `json.loads` are Python functions which look up names each time; a candidate that replaces one of those
(`json.JSONEncoder.default = ...`) must not reach the driver. The C encoder and scanner are bound here once.
"""

from json import JSONDecoder
from json.encoder import encode_basestring
from json.scanner import make_scanner

try:
    from _json import make_encoder
except ImportError:  # Interpreters without the C accelerator: only where the driver's own tests run.
    make_encoder = None


def _refuse(value):
    raise TypeError("not a plain JSON value")


# The arguments are: no cycle check, no fallback, text encoder, no indent, separators, sorted keys, skip keys, allow NaN.
# Text is left as it is (not \uXXXX), because the host's canonical order compares the text itself.
_encode = make_encoder(None, _refuse, encode_basestring, None, ":", ",", False, False, False)
_scan = make_scanner(JSONDecoder())
_join = "".join


def write(value):
    """The JSON text of a plain value (exact built-in types, no NaN)."""
    return _join(_encode(value, 0))


def read(text):
    """The value of a JSON text that the host sent: one value, without white space around it."""
    return _scan(text, 0)[0]


def clean(text):
    """Text that can be sent: lone surrogates are written as escapes."""
    if text.isascii():
        return text
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "backslashreplace").decode()
    return text
