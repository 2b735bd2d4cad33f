"""Results to canonical typed JSON, as docs/values.md says.

A result is the candidate's: its classes may override every method. The content of built-in types and their subclasses is
therefore read by the base type's own methods, and where a class must be asked (`__repr__` of an unknown type), failures are
caught. Depth is counted in levels of JSON, as the host does; the size is bounded over all.
"""

import binascii
import collections
import datetime
import decimal
import enum
import pathlib
import types

from . import jsontext
from .failures import name_of, text_of

#: Levels of JSON.
MAX_DEPTH = 100
#: Characters of text in all.
MAX_TEXT = 4 << 20
#: Whole numbers beyond this many bits are opaque (the host reads 100,000 digits).
MAX_BITS = 332_000

_member = object.__getattribute__
_mro = type.__dict__["__mro__"].__get__
_SMALLEST, _LARGEST = -(2**63), 2**63 - 1


class TooLarge(Exception):
    """The value has more text than may be sent."""


class Encoder:
    """Encodes one value."""

    def __init__(self):
        self.room = MAX_TEXT
        self.inside = set()

    def encode(self, value, depth=0):
        """The plain JSON value of `value`."""
        kind = type(value)
        method = _METHODS.get(kind)
        if method is None:
            method = _method_of(kind, value)
        # The stand-in for what is too deep nests by itself.
        if depth > MAX_DEPTH - 3:
            return opaque(kind, "too large")
        self.take(8)
        return method(self, value, depth)

    def take(self, size):
        """Accounts for `size` characters."""
        self.room -= size
        if self.room < 0:
            raise TooLarge

    # Plain values

    def constant(self, value, depth):
        return value

    def integer(self, value, depth):
        value = int.__index__(value)
        if _SMALLEST <= value <= _LARGEST:
            return value
        if value.bit_length() > MAX_BITS:
            return opaque(int, "too large")
        text = decimal_digits(value)
        self.take(len(text))
        return {"$int": text}

    def float(self, value, depth):
        value = float.__float__(value)
        if value - value == 0.0:
            return value
        if value != value:
            return {"$float": "nan"}
        return {"$float": "inf" if value > 0 else "-inf"}

    def text(self, value, depth):
        value = str.__str__(value)
        self.take(len(value))
        if value.isascii():
            return value
        try:
            value.encode()
        except UnicodeEncodeError:
            return {"$utf16": value.encode("utf-16-be", "surrogatepass").hex()}
        return value

    def data(self, value, depth):
        self.take(len(value) * 4 // 3)
        return {"$bytes": binascii.b2a_base64(value, newline=False).decode()}

    def bytes(self, value, depth):
        return self.data(bytes.__getitem__(value, slice(None)), depth)

    def bytearray(self, value, depth):
        return self.data(bytearray.__getitem__(value, slice(None)), depth)

    def memoryview(self, value, depth):
        return self.data(memoryview.tobytes(value), depth)

    # Containers

    def all(self, items, depth):
        encode = self.encode
        return [encode(item, depth) for item in items]

    def container(self, value, depth, write):
        # Containers know which others they are inside of: a way back is a cycle.
        mark = id(value)
        if mark in self.inside:
            return {"$cycle": True}
        self.inside.add(mark)
        try:
            return write(value, depth)
        finally:
            self.inside.discard(mark)

    def list(self, value, depth):
        return self.container(value, depth, self._list)

    def _list(self, value, depth):
        return self.all(list.__getitem__(value, slice(None)), depth + 1)

    def tuple(self, value, depth):
        return self.container(value, depth, self._tuple)

    def _tuple(self, value, depth):
        return {"$tuple": self.all(tuple.__iter__(value), depth + 2)}

    def set(self, value, depth):
        return self.container(value, depth, self._set)

    def _set(self, value, depth):
        base = set if issubclass(type(value), set) else frozenset
        items = self.all(list(base.__iter__(value)), depth + 2)
        items.sort(key=jsontext.write)
        return {"$set": items}

    def dict(self, value, depth):
        return self.container(value, depth, self._dict)

    def _dict(self, value, depth):
        entries = list(dict.items(value))
        named = {}
        for key, item in entries:
            if not issubclass(type(key), str):
                break
            name = self.text(key, depth)
            if type(name) is not str or name[:1] == "$" or name in named:
                break
            named[name] = item
        else:
            return {name: self.encode(named[name], depth + 1) for name in sorted(named)}
        pairs = [[self.encode(key, depth + 3), self.encode(item, depth + 3)] for key, item in entries]
        pairs.sort(key=jsontext.write)
        return {"$dict": pairs}

    def items(self, value, depth):
        # What the interpreter itself made: views, ranges, deques, iterators of bounded length.
        return self.container(value, depth, lambda value, depth: self.all(list(value), depth + 1))

    # Records and well-known types

    def fields(self, kind, fields, depth):
        encoded = {}
        for name in sorted(fields):
            self.take(len(name))
            encoded[jsontext.clean(name)] = self.encode(fields[name], depth + 3)
        return {"$object": {"type": name_of(kind), "fields": encoded}}

    def dataclass(self, value, depth):
        return self.container(value, depth, self._dataclass)

    def _dataclass(self, value, depth):
        kind = type(value)
        fields = {}
        for name in list(dict.keys(type.__getattribute__(kind, "__dataclass_fields__"))):
            try:
                fields[name] = getattr(value, name)
            except BaseException:
                continue
        return self.fields(kind, fields, depth)

    def namespace(self, value, depth):
        return self.container(value, depth, self._namespace)

    def _namespace(self, value, depth):
        inside = types.SimpleNamespace.__getattribute__(value, "__dict__")
        fields = {name: item for name, item in dict.items(inside) if type(name) is str}
        return self.fields(type(value), fields, depth)

    def enum(self, value, depth):
        # A member stands for its value: the other languages have no such thing as a named constant with identity.
        # Named tuples are tuples for the same reason.
        return self.encode(_member(value, "_value_"), depth)

    def datetime(self, value, depth):
        return self._scalar("$datetime", datetime.datetime.isoformat, value)

    def date(self, value, depth):
        return self._scalar("$date", datetime.date.isoformat, value)

    def time(self, value, depth):
        return self._scalar("$time", datetime.time.isoformat, value)

    def _scalar(self, form, write, value):
        # `isoformat` asks the value's tzinfo, which may be the candidate's.
        return {form: text_of(value, write)}

    def timedelta(self, value, depth):
        micro = (
            datetime.timedelta.days.__get__(value) * 86_400 + datetime.timedelta.seconds.__get__(value)
        ) * 1_000_000 + datetime.timedelta.microseconds.__get__(value)
        sign, micro = ("-", -micro) if micro < 0 else ("", micro)
        whole, part = divmod(micro, 1_000_000)
        tail = ("." + f"{part:06d}".rstrip("0")) if part else ""
        return {"$timedelta": f"{sign}{whole}{tail}"}

    def decimal(self, value, depth):
        text = decimal.Decimal.__str__(value)
        self.take(len(text))
        return {"$decimal": text}

    def path(self, value, depth):
        return self.text(pathlib.PurePath.__str__(value), depth)

    def exception(self, value, depth):
        return {"$exception": {"type": name_of(type(value)), "message": text_of(value)}}

    def sequence(self, value, depth):
        # A row of a database: a tuple with names.
        return {"$tuple": self.all(tuple(value), depth + 2)}

    def number_array(self, value, depth):
        # numpy's own conversion to Python numbers and lists.
        return self.encode(value.tolist(), depth)

    def opaque(self, value, depth):
        text = text_of(value, repr)
        self.take(len(text))
        return opaque(type(value), text)


def opaque(kind, text):
    """What is known of a value of another type."""
    return {"$opaque": {"type": name_of(kind), "text": without_addresses(text)}}


def without_addresses(text):
    """Text without ` at 0x7f...`: addresses say nothing and hide that two values look alike."""
    parts = text.split(" at 0x")
    return parts[0] + "".join(part.lstrip("0123456789abcdefABCDEF") for part in parts[1:])


def decimal_digits(value):
    """The decimal text of a whole number, without the interpreter's limit on its length, which is the candidate's to set."""
    if value < 0:
        return "-" + decimal_digits(-value)
    if value < 10**600:
        return int.__repr__(value)
    # Split at a power of ten near the middle, so that the work stays below quadratic.
    half = int(value.bit_length() * 0.30103) // 2
    high, low = divmod(value, 10**half)
    return decimal_digits(high) + decimal_digits(low).rjust(half, "0")


_METHODS = {
    type(None): Encoder.constant,
    bool: Encoder.constant,
    int: Encoder.integer,
    float: Encoder.float,
    str: Encoder.text,
    bytes: Encoder.bytes,
    bytearray: Encoder.bytearray,
    memoryview: Encoder.memoryview,
    list: Encoder.list,
    tuple: Encoder.tuple,
    set: Encoder.set,
    frozenset: Encoder.set,
    dict: Encoder.dict,
    range: Encoder.items,
    collections.deque: Encoder.items,
    type({}.keys()): Encoder.items,
    type({}.values()): Encoder.items,
    type({}.items()): Encoder.items,
    datetime.datetime: Encoder.datetime,
    datetime.date: Encoder.date,
    datetime.time: Encoder.time,
    datetime.timedelta: Encoder.timedelta,
    decimal.Decimal: Encoder.decimal,
    types.SimpleNamespace: Encoder.namespace,
}

# Subclasses are encoded as the first of these that they derive from.
_BASES = {
    enum.Enum: Encoder.enum,
    **{kind: method for kind, method in _METHODS.items() if kind not in (type(None), bool, memoryview, range)},
    pathlib.PurePath: Encoder.path,
    BaseException: Encoder.exception,
}

# Types of packages that may not be loaded, by module and name.
_BY_NAME = {
    ("sqlite3", "Row"): Encoder.sequence,
    ("numpy", "ndarray"): Encoder.number_array,
    ("numpy", "generic"): Encoder.number_array,
}

_dict_of = type.__dict__["__dict__"].__get__


def _method_of(kind, value):
    classes = _mro(kind)
    if enum.Enum in classes:
        return Encoder.enum
    for base in classes:
        method = _BASES.get(base)
        if method is not None:
            return method
        names = _dict_of(base)
        if "__dataclass_fields__" in names and isinstance(names["__dataclass_fields__"], dict):
            return Encoder.dataclass
        module = names.get("__module__")
        if type(module) is str:
            method = _BY_NAME.get((module, _type_name(base)))
            if method is not None:
                return method
    return Encoder.opaque


_type_name = type.__dict__["__name__"].__get__


def encode(value):
    """The plain JSON value of a result; it never fails because of the result."""
    try:
        return Encoder().encode(value)
    except TooLarge:
        return opaque(type(value), "too large")
    except BaseException as error:
        # A value that can't be read, e.g. one whose conversion runs the candidate's code and fails.
        return opaque(type(value), "unreadable: " + name_of(type(error)))
