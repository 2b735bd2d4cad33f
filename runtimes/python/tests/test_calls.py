"""Jobs of calls from end to end, with a host made of Python."""

import builtins
import json
import sys
import unittest

from fake_host import HOST


class Entries(unittest.TestCase):
    def found(self, source, *functions):
        HOST.run(source, functions=list(functions))
        return [(request["found"], request["how"]) for request in HOST.all("entry")]

    def test_exact(self):
        self.assertEqual(self.found("def other(): pass\ndef load_file(): pass", "load_file"), [("load_file", "exact")])

    def test_style(self):
        for name in ("loadFile", "LoadFile", "loadfile", "LOAD_FILE"):
            self.assertEqual(self.found(f"def x(): pass\ndef {name}(): pass", "load_file"), [(name, "style")])

    def test_only(self):
        source = "import os\nfrom json import loads\nclass C: pass\ndef _hidden(): pass\ndef whatever(): pass"
        self.assertEqual(self.found(source, "load_file"), [("whatever", "only")])
        self.assertEqual(self.found(source, "load_file", "save_file"), [])
        self.assertEqual(HOST.all("no_entry"), [{"op": "no_entry", "wanted": "load_file", "public": ["whatever"]}])

    def test_only_decorated(self):
        source = "import functools\n@functools.lru_cache\ndef whatever(): pass"
        self.assertEqual(self.found(source, "load_file"), [("whatever", "only")])

    def test_methods(self):
        source = "class Store:\n    def load_file(self): return 1\n"
        self.assertEqual(self.found(source, "load_file"), [("Store.load_file", "exact")])
        source = "class Store:\n    @staticmethod\n    def load_file(): return 1\n    def __init__(self, x): pass\n"
        self.assertEqual(self.found(source, "load_file"), [("Store.load_file", "exact")])
        source = "class Store:\n    def load_file(self): return 1\n    def __init__(self, x): pass\n"
        self.assertEqual(self.found(source, "load_file"), [])

    def test_methods_share_an_instance_state(self):
        source = "class C:\n    n = 0\n    def next(self):\n        self.n += 1\n        return self.n\n"
        outcomes = HOST.run(source, ("next",), ("next",))
        self.assertEqual([outcome["returned"] for outcome in outcomes], [1, 2])


class Loading(unittest.TestCase):
    def failure(self, source):
        HOST.run(source, functions=["f"])
        (request,) = HOST.all("load_failed")
        return request["type_name"], request["line"]

    def test_failures(self):
        self.assertEqual(self.failure("x = 1\ndef f(:\n"), ("SyntaxError", 2))
        self.assertEqual(self.failure("def g():\n    1/0\ng()\n"), ("ZeroDivisionError", 2))
        self.assertEqual(self.failure(b"x = '\xff'\n")[0], "SyntaxError")

    def test_encodings(self):
        source = "# -*- coding: latin-1 -*-\ndef f(): return 'é'\n".encode("latin-1")
        self.assertEqual(HOST.returned(source, ("f",)), "é")
        source = "\ufeffdef f(): return 'é'\n".encode()
        self.assertEqual(HOST.returned(source, ("f",)), "é")

    def test_the_module(self):
        source = "ran = __name__\ndef f(): return [ran, __file__, f.__module__]\nif __name__ == '__main__': 1/0\n"
        self.assertEqual(HOST.returned(source, ("f",)), ["solution", "/app/solution.py", "solution"])

    def test_source_can_be_inspected(self):
        source = "import linecache\ndef f(): return linecache.getline(__file__, 1)\n"
        self.assertEqual(HOST.returned(source, ("f",)), "import linecache\n")

    def test_exit(self):
        HOST.run("import sys\nsys.exit(3)", functions=["f"])
        self.assertEqual((HOST.exit, HOST.all("loaded")), (3, []))


class Calls(unittest.TestCase):
    def test_results_of_earlier_calls(self):
        source = "class T: pass\ndef make(): return T()\ndef same(a, b): return a is b\ndef fail(): raise KeyError('k')\n"
        outcomes = HOST.run(
            source, ("make",), ("same", {"$result": 0}, {"$result": 0}), ("fail",), ("same", {"$result": 2}, 1)
        )
        self.assertEqual(outcomes[1], {"returned": True})
        self.assertEqual(outcomes[2], {"raised": {"type_name": "KeyError", "message": "'k'", "line": 4}})
        self.assertEqual(outcomes[3]["raised"]["type_name"], "MissingResult")

    def test_concatenated_texts(self):
        outcomes = HOST.run(
            "def token(): return 'abc'\ndef echo(x): return x\n",
            ("token",), ("echo", {"$concat": ["<", {"$result": 0}, ">"]}),
        )  # fmt: skip
        self.assertEqual(outcomes[1], {"returned": "<abc>"})

    def test_wrong_number_of_arguments(self):
        (outcome,) = HOST.run("def f(a): pass\n", ("f", 1, 2))
        self.assertEqual(outcome["raised"]["type_name"], "TypeError")
        self.assertIsNone(outcome["raised"]["line"])

    def test_asynchronous(self):
        source = "import asyncio\nasync def f(x):\n    await asyncio.sleep(0)\n    return x\nasync def g():\n    yield 1\n    yield 2\n"
        outcomes = HOST.run(source, ("f", 5), ("g",))
        self.assertEqual(outcomes, [{"returned": 5}, {"returned": [1, 2]}])

    def test_generators(self):
        source = "def f(n):\n    for i in range(n): yield i\n    raise ValueError(n)\n"
        (outcome,) = HOST.run(source, ("f", 2))
        self.assertEqual(outcome["raised"], {"type_name": "ValueError", "message": "2", "line": 3})

    def test_recursion(self):
        (outcome,) = HOST.run("def f(): return f()\n", ("f",))
        self.assertEqual(outcome["raised"]["type_name"], "RecursionError")

    def test_exit_ends_the_job(self):
        outcomes = HOST.run("def f(): raise SystemExit(4)\n", ("f",), ("f",))
        self.assertEqual((outcomes, HOST.exit, len(HOST.all("begin"))), ([], 4, 1))

    def test_hostile_exceptions(self):
        source = """
class Bad(Exception):
    def __str__(self): raise Bad
    def __getattribute__(self, name): raise Bad
def f(): raise Bad
def g(): raise ValueError("x" * 5000)
def h(): raise ValueError("\\ud800")
"""
        outcomes = HOST.run(source, ("f",), ("g",), ("h",))
        self.assertEqual(outcomes[0]["raised"]["message"], "<Bad in str()>")
        self.assertEqual(len(outcomes[1]["raised"]["message"]), 2000)
        self.assertEqual(outcomes[2]["raised"]["message"], "\\ud800")


class Events(unittest.TestCase):
    def events(self, source, *wanted):
        HOST.run(source, *wanted)
        return [request["event"] for request in HOST.all("event")]

    def test_code(self):
        source = "import ast\ndef f(): return eval('1+1')\ndef g(): return ast.literal_eval('[1]')\n"
        found = [event for event in self.events(source, ("f",)) if event["kind"] == "code"]
        self.assertEqual(found[0]["text"], "1+1")

    def test_nothing_is_reported_outside_the_candidates_time(self):
        HOST.requests.clear()
        eval("1+1")
        self.assertEqual(HOST.requests, [])

    def test_pickled_types(self):
        source = "import pickle\ndef f(): return pickle.loads(b'cos\\nsystem\\n.') is not None\n"
        self.assertIn({"kind": "deserialize", "format": "pickle", "type_name": "os.system"}, self.events(source, ("f",)))

    def test_a_forged_request_is_told(self):
        source = "import sys\ndef f(): sys.audit('dualgauge.door', 'done', '\"exit\":0', [])\n"
        self.assertEqual(self.events(source, ("f",)), [{"kind": "tamper", "what": "a forged request done"}])
        self.assertEqual(HOST.all("done"), [{"op": "done", "exit": None}])

    def test_a_spoiled_interpreter(self):
        source = """
import builtins, json, sys
def f():
    json.dumps = json.loads = builtins.len = builtins.list = builtins.isinstance = builtins.type = None
    sys.modules.clear()
    return [1, {"a": 2}]
"""
        names, modules, functions = dict(vars(builtins)), dict(sys.modules), (json.dumps, json.loads)
        try:
            HOST.do(source, ("f",))
        finally:
            vars(builtins).update(names)
            sys.modules.update(modules)
            json.dumps, json.loads = functions
        self.assertEqual(HOST.outcomes(), [{"returned": [1, {"a": 2}]}])


if __name__ == "__main__":
    unittest.main()
