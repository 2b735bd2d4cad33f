"""Arguments from typed JSON, as docs/values.md says, and the references to earlier results."""

import binascii
import builtins
import datetime
import decimal
import types


class MissingResult(Exception):
    """An argument refers to a call that raised."""


class Decoder:
    """Decodes arguments. `results` are what earlier calls returned; `names` the candidate's, where records find classes."""

    def __init__(self, results, names):
        self.results = results
        self.names = names

    def decode(self, value):
        """The Python value of a typed JSON value."""
        kind = type(value)
        if kind is list:
            return [self.decode(item) for item in value]
        if kind is not dict:
            return value
        if len(value) == 1:
            (form,) = value
            if form[:1] == "$":
                return _FORMS[form](self, value[form])
        return {key: self.decode(item) for key, item in value.items()}

    def integer(self, text):
        # In parts: the interpreter limits how many digits are read at once.
        digits = text.removeprefix("-")
        number = 0
        for start in range(0, len(digits), 4000):
            part = digits[start : start + 4000]
            number = number * 10 ** len(part) + int(part)
        return -number if text[:1] == "-" else number

    def float(self, text):
        return float(text)

    def utf16(self, digits):
        return bytes.fromhex(digits).decode("utf-16-be", "surrogatepass")

    def bytes(self, text):
        return binascii.a2b_base64(text)

    def hex(self, digits):
        return bytes.fromhex(digits)

    def tuple(self, items):
        return tuple(self.decode(items))

    def set(self, items):
        return set(self.decode(items))

    def dict(self, pairs):
        return {self.decode(key): self.decode(item) for key, item in pairs}

    def datetime(self, text):
        return datetime.datetime.fromisoformat(text)

    def date(self, text):
        return datetime.date.fromisoformat(text)

    def time(self, text):
        return datetime.time.fromisoformat(text)

    def timedelta(self, text):
        # Through a whole number of microseconds: a float would lose some.
        return datetime.timedelta(microseconds=int(decimal.Decimal(text).scaleb(6)))

    def decimal(self, text):
        return decimal.Decimal(text)

    def object(self, content):
        fields = {name: self.decode(item) for name, item in content["fields"].items()}
        kind = self.names.get(content["type"])
        if isinstance(kind, type):
            return kind(**fields)
        return types.SimpleNamespace(**fields)

    def exception(self, content):
        kind = self.names.get(content["type"]) or getattr(builtins, content["type"], None)
        if not (isinstance(kind, type) and issubclass(kind, BaseException)):
            kind = Exception
        return kind(content["message"])

    def result(self, number):
        if number not in self.results:
            raise MissingResult(f"call {number} returned nothing")
        return self.results[number]

    def concat(self, parts):
        parts = [self.decode(part) for part in parts]
        if parts and all(isinstance(part, bytes) for part in parts):
            return b"".join(parts)
        return "".join(part if isinstance(part, str) else str(part) for part in parts)


_FORMS = {
    "$int": Decoder.integer,
    "$float": Decoder.float,
    "$utf16": Decoder.utf16,
    "$bytes": Decoder.bytes,
    "$hex": Decoder.hex,
    "$tuple": Decoder.tuple,
    "$set": Decoder.set,
    "$dict": Decoder.dict,
    "$datetime": Decoder.datetime,
    "$date": Decoder.date,
    "$time": Decoder.time,
    "$timedelta": Decoder.timedelta,
    "$decimal": Decoder.decimal,
    "$object": Decoder.object,
    "$exception": Decoder.exception,
    "$result": Decoder.result,
    "$concat": Decoder.concat,
}
