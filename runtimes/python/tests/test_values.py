"""Results and arguments in typed JSON."""

import unittest

from fake_host import HOST

from _dualgauge.decode import Decoder
from _dualgauge.encode import encode


class Results(unittest.TestCase):
    def check(self, expression, wanted, before=""):
        source = f"{before}\ndef make():\n    return {expression}\n"
        self.assertEqual(HOST.returned(source, ("make",)), wanted)

    def test_plain(self):
        self.check("[None, True, 1, -1.5, 'é', b'\\0']", [None, True, 1, -1.5, "é", {"$bytes": "AA=="}])

    def test_numbers(self):
        self.check("[2**63 - 1, 2**63]", [2**63 - 1, {"$int": "9223372036854775808"}])
        self.check("[float('nan'), float('-inf'), 1e300]", [{"$float": "nan"}, {"$float": "-inf"}, 1e300])

    def test_huge_numbers_need_no_digit_limit(self):
        number = 7**9000
        found = HOST.returned("def make():\n    return -7**9000\n", ("make",))["$int"]
        self.assertEqual(Decoder({}, {}).decode({"$int": found}), -number)
        self.check("1 << 10**6", {"$opaque": {"type": "int", "text": "too large"}})

    def test_lone_surrogates(self):
        self.check("'\\ud83dA'", {"$utf16": "d83d0041"})
        self.check("{'\\ud800': 1}", {"$dict": [[{"$utf16": "d800"}, 1]]})

    def test_mappings(self):
        self.check("{'b': 1, 'a': 2}", {"a": 2, "b": 1})
        self.check("{'$x': 1}", {"$dict": [["$x", 1]]})
        self.check("{2: 'b', 'a': 1}", {"$dict": [["a", 1], [2, "b"]]})

    def test_sets_in_order_of_their_text(self):
        self.check("{10, 9, 'a'}", {"$set": ["a", 10, 9]})

    def test_cycles_and_depth(self):
        self.check("x", [{"$cycle": True}], "x = []\nx.append(x)")
        deep = HOST.returned("def make():\n    x = 1\n    for _ in range(500): x = [x]\n    return x\n", ("make",))
        depth = 0
        while isinstance(deep, list):
            (deep,) = deep
            depth += 1
        self.assertEqual(depth, 98)
        self.assertEqual(deep["$opaque"]["text"], "too large")

    def test_size(self):
        self.check("'x' * 5_000_000", {"$opaque": {"type": "str", "text": "too large"}})
        self.check("list(range(10**6))", {"$opaque": {"type": "list", "text": "too large"}})

    def test_subclasses_by_what_they_hold(self):
        before = """
class Text(str):
    def __str__(self): raise ValueError
    def __len__(self): raise ValueError
class Whole(int):
    def __index__(self): return 7
    def __repr__(self): return "8"
class Items(list):
    def __iter__(self): raise ValueError
class Names(dict):
    def items(self): raise ValueError
"""
        self.check("[Text('t'), Whole(3), Items([1]), Names(a=1)]", ["t", 3, [1], {"a": 1}], before)

    def test_records(self):
        before = """
import collections, dataclasses, enum, types
@dataclasses.dataclass
class Point:
    x: int
    y: list
Pair = collections.namedtuple("Pair", "a b")
class Colour(enum.Enum):
    RED = "red"
class Level(enum.IntEnum):
    HIGH = 3
"""
        self.check("Point(1, [2])", {"$object": {"type": "Point", "fields": {"x": 1, "y": [2]}}}, before)
        self.check("[Pair(1, 2), Colour.RED, Level.HIGH]", [{"$tuple": [1, 2]}, "red", 3], before)

    def test_well_known_types(self):
        before = "import datetime, decimal, pathlib, collections"
        self.check("datetime.datetime(2026, 1, 2, 3, 4, 5)", {"$datetime": "2026-01-02T03:04:05"}, before)
        self.check("datetime.date(2026, 1, 2)", {"$date": "2026-01-02"}, before)
        self.check("datetime.timedelta(seconds=-90.5)", {"$timedelta": "-90.5"}, before)
        self.check("decimal.Decimal('1.10')", {"$decimal": "1.10"}, before)
        self.check("pathlib.Path('/a/b')", "/a/b", before)
        self.check("[collections.deque([1]), range(2), {'a': 1}.keys(), bytearray(b'a')]",
                   [[1], [0, 1], ["a"], {"$bytes": "YQ=="}], before)  # fmt: skip

    def test_exceptions_and_others(self):
        self.check("ValueError('bad')", {"$exception": {"type": "ValueError", "message": "bad"}})
        self.check("make", {"$opaque": {"type": "function", "text": "<function make>"}})

    def test_hostile_texts(self):
        before = """
class Bad:
    def __repr__(self): raise SystemExit(3)
class Worse(Exception):
    def __str__(self): return self.missing
class Meta(type):
    @property
    def __mro__(cls): raise ValueError
    @property
    def __name__(cls): raise ValueError
class Strange(metaclass=Meta): pass
"""
        self.check("Bad()", {"$opaque": {"type": "Bad", "text": "<SystemExit in repr()>"}}, before)
        self.check("Worse()", {"$exception": {"type": "Worse", "message": "<AttributeError in str()>"}}, before)
        found = HOST.returned(before + "\ndef make():\n    return Strange()\n", ("make",))
        self.assertEqual(found["$opaque"]["type"], "Strange")


class Arguments(unittest.TestCase):
    def test_there_and_back(self):
        for value in (
            None, True, 1, 1.5, "é", [1], {"a": [1]}, {"$tuple": [1, [2]]}, {"$set": [1, 2]}, {"$dict": [[1, "a"]]},
            {"$bytes": "AA=="}, {"$utf16": "d83d0041"}, {"$int": "9223372036854775808"}, {"$float": "inf"},
            {"$datetime": "2026-01-02T03:04:05"}, {"$time": "03:04:05"}, {"$timedelta": "-90.5"}, {"$decimal": "1.10"},
            {"$exception": {"type": "KeyError", "message": "'a'"}},
        ):  # fmt: skip
            with self.subTest(value):
                decoded = Decoder({}, {}).decode(value)
                if not (isinstance(value, dict) and "$exception" in value):
                    self.assertEqual(encode(decoded), value)

    def test_hexadecimal_bytes(self):
        self.assertEqual(Decoder({}, {}).decode({"$hex": "00ff"}), b"\0\xff")

    def test_records_find_the_candidates_class(self):
        source = "import dataclasses\n@dataclasses.dataclass\nclass P:\n    x: int\ndef get(p):\n    return type(p).__name__, p.x\n"
        argument = {"$object": {"type": "P", "fields": {"x": 2}}}
        self.assertEqual(HOST.returned(source, ("get", argument)), {"$tuple": ["P", 2]})


if __name__ == "__main__":
    unittest.main()
