"""What MySQL and PostgreSQL understand and SQLite doesn't, where that can be said in SQLite's words.

A statement that needs none of this stays as it is: the trace then has the candidate's own text.
"""

import datetime
import hashlib
import re
import time

MYSQL, POSTGRESQL = "mysql", "postgresql"

# Texts, names, comments and what is between them.
_TOKENS = {
    MYSQL: re.compile(
        r"""(?P<text>'(?:[^'\\]|\\.|'')*'|"(?:[^"\\]|\\.|"")*")|(?P<name>`[^`]*`)"""
        r"""|(?P<comment>\#[^\n]*|--(?=\s|$)[^\n]*|/\*.*?\*/)""",
        re.DOTALL,
    ),
    POSTGRESQL: re.compile(
        r"""(?P<text>[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(?P<tag>\w*)\$.*?\$(?P=tag)\$)|(?P<name>"[^"]*")"""
        r"""|(?P<comment>--[^\n]*|/\*.*?\*/)""",
        re.DOTALL,
    ),
}

_ESCAPES = {"0": "\0", "b": "\b", "n": "\n", "r": "\r", "t": "\t", "Z": "\x1a", "f": "\f"}

_I = re.IGNORECASE
_WORDS = {
    MYSQL: [
        (re.compile(r"\binsert\s+ignore\b", _I), "INSERT OR IGNORE"),
        (
            re.compile(
                r"\b(?:big|medium|small|tiny)?int(?:eger)?(?:\(\d+\))?(?:\s+unsigned)?(?:\s+not\s+null)?\s+auto_increment"
                r"(?:\s+primary\s+key)?",
                _I,
            ),
            "INTEGER PRIMARY KEY",
        ),
        (re.compile(r"\)\s*engine\s*=[^;]*$", _I), ")"),
        (re.compile(r"\bstart\s+transaction\b", _I), "BEGIN"),
        (re.compile(r"^\s*show\s+tables\s*;?\s*$", _I), "SELECT name FROM sqlite_master WHERE type = 'table'"),
        (re.compile(r"^\s*truncate\s+(?:table\s+)?", _I), "DELETE FROM "),
        (re.compile(r"\bfor\s+update\b", _I), ""),
    ],
    POSTGRESQL: [
        (re.compile(r"\bilike\b", _I), "LIKE"),
        (re.compile(r"\b(?:big|small)?serial\b", _I), "INTEGER"),
        # A list of parameters.
        (re.compile(r"=\s*any\s*\(\s*(\([?,]*\))\s*\)", _I), r"IN \1"),
        (re.compile(r"::\s*[a-z_][a-z0-9_]*(?:\(\d+(?:,\s*\d+)?\))?(?:\[\])?", _I), ""),
        (re.compile(r"^\s*truncate\s+(?:table\s+)?", _I), "DELETE FROM "),
        (re.compile(r"\bfor\s+update\b", _I), ""),
    ],
}


def _literal(kind, token):
    """A text literal in SQLite's words."""
    if token[0] == "$":
        tag = token[: token.index("$", 1) + 1]
        inner = token[len(tag) : -len(tag)]
    elif kind == POSTGRESQL and token[0] == "'" or kind == MYSQL and token[0] == "'" and "\\" not in token:
        return token
    else:
        quote = token[1] if token[0] in "eE" else token[0]
        inner = token[token.index(quote) + 1 : -1].replace(quote * 2, quote)
        # In a pattern of LIKE these two are the program's own escapes.
        inner = re.sub(
            r"\\(.)", lambda found: found[0] if found[1] in "%_" else _ESCAPES.get(found[1], found[1]), inner, flags=re.DOTALL
        )
    return "'" + inner.replace("'", "''") + "'"


def pieces(kind, statement):
    """A statement's parts in order: pairs of `text`, `name`, `comment` or `other`, and the characters."""
    found, end = [], 0
    for match in _TOKENS[kind].finditer(statement):
        if match.start() > end:
            found.append(("other", statement[end : match.start()]))
        found.append((match.lastgroup if match.lastgroup != "tag" else "text", match[0]))
        end = match.end()
    if end < len(statement):
        found.append(("other", statement[end:]))
    return found


def translate(kind, statement):
    """The statement for SQLite."""
    parts = []
    for group, part in pieces(kind, statement):
        if group == "text":
            part = _literal(kind, part)
        elif group == "comment" and part[0] == "#":
            part = "--" + part[1:]
        elif group == "other":
            for pattern, replacement in _WORDS[kind]:
                part = pattern.sub(replacement, part)
        parts.append(part)
    return "".join(parts)


def statements(kind, text):
    """The statements of a text that has several."""
    found, current = [], ""
    for group, part in pieces(kind, text):
        if group == "comment":
            continue
        first, *others = part.split(";") if group == "other" else [part]
        current += first
        for other in others:
            found.append(current)
            current = other
    found.append(current)
    return [statement for statement in found if statement.strip()]


_PLACEHOLDER = re.compile(r"%(?:(%)|\((\w+)\)s|(s)|(.?))", re.DOTALL)


class Raw:
    """A parameter that is put into the statement as it is."""

    def __init__(self, text):
        self.text = text


def placeholders(statement, parameters):
    """The statement with SQLite's placeholders in place of `%s` and `%(name)s`, and the values for them.

    Lists of values become as many placeholders. Errors are those of `%`, by which the real libraries do it.
    """
    named = isinstance(parameters, dict)
    if not named and not isinstance(parameters, (list, tuple)):
        parameters = (parameters,)
    values, taken = [], 0

    def replace(match):
        nonlocal taken
        percent, name, _, other = match.groups()
        if percent:
            return "%"
        if other is not None:
            if not other:
                raise ValueError("incomplete format")
            raise ValueError(f"unsupported format character '{other}' (0x{ord(other):x}) at index {match.start() + 1}")
        if named != (name is not None):
            raise TypeError("format requires a mapping")
        if name is None and taken == len(parameters):
            raise TypeError("not enough arguments for format string")
        value = parameters[taken if name is None else name]
        taken += 1
        if isinstance(value, Raw):
            return value.text
        if isinstance(value, (list, tuple, set, frozenset)):
            values.extend(value)
            return "(" + ",".join("?" * len(value)) + ")"
        values.append(value)
        return "?"

    statement = _PLACEHOLDER.sub(replace, statement)
    if not named and taken < len(parameters):
        raise TypeError("not all arguments converted during string formatting")
    return statement, values


def _concat(*values):
    return None if None in values else "".join(str(value) for value in values)


def _now(*_):
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%d %H:%M:%S")


def _sleep(seconds):
    time.sleep(max(0, float(seconds or 0)))
    return 0


def _hash(name):
    def compute(value, *_):
        if value is None:
            return None
        return hashlib.new(name, value if isinstance(value, bytes) else str(value).encode()).hexdigest()

    return compute


def _sha2(value, bits):
    return None if value is None else _hash(f"sha{bits or 256}")(value)


#: Functions by kind: name, number of arguments, what computes it.
FUNCTIONS = {
    MYSQL: [
        ("now", 0, _now), ("utc_timestamp", 0, _now), ("curdate", 0, lambda: _now()[:10]), ("curtime", 0, lambda: _now()[11:]),
        ("unix_timestamp", 0, lambda: int(time.time())), ("concat", -1, _concat), ("md5", 1, _hash("md5")),
        ("sha1", 1, _hash("sha1")), ("sha", 1, _hash("sha1")), ("sha2", 2, _sha2), ("sleep", 1, _sleep),
        ("version", 0, lambda: "8.0.40"), ("database", 0, lambda: "database"), ("user", 0, lambda: "app@%"),
        ("char_length", 1, lambda value: None if value is None else len(str(value))),
        ("ucase", 1, lambda value: None if value is None else str(value).upper()),
        ("lcase", 1, lambda value: None if value is None else str(value).lower()),
        ("rand", 0, lambda: 0.5),
    ],
    POSTGRESQL: [
        ("now", 0, _now), ("concat", -1, lambda *values: "".join(str(value) for value in values if value is not None)),
        ("md5", 1, _hash("md5")), ("pg_sleep", 1, _sleep), ("version", 0, lambda: "PostgreSQL 16.6"),
        ("current_database", 0, lambda: "database"),
        ("char_length", 1, lambda value: None if value is None else len(str(value))),
    ],
}  # fmt: skip
