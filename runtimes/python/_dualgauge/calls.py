"""A job of calls: load the candidate once, then call its functions in order.

The frames between here and the candidate hold nothing that it could use: the token is behind the door.
"""

import linecache
import os
import sys
import types
from asyncio import Future
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from importlib.util import decode_source
from itertools import islice

from . import audit_events, children, coverage, entries
from .decode import Decoder, MissingResult
from .door import ask
from .encode import encode
from .failures import describe, exit_code
from .jsontext import clean
from .threads import run_pending

#: The candidate's module name. Not `__main__`: what a script does when it is started is not wanted.
MODULE = "solution"
#: Generators are read up to this many elements.
MAX_ELEMENTS = 100_000


def run(job):
    """Does the job and returns the exit code of a candidate that ended itself, or None."""
    try:
        return _run(job)
    except SystemExit as error:
        code, text = exit_code(error)
        if text is not None:
            print(text, file=sys.stderr)
        return code


def _run(job):
    file = job["file"]
    # Last: importing from the standard library must not look into the candidate's folder first.
    sys.path.append(os.path.dirname(file))
    # The import system lists a folder once; now, so that a failing import isn't taken for a look into the folder.
    PathFinder.find_spec("_no_such_module", [os.path.dirname(file)])
    module = new_module(MODULE, file)
    names = module.__dict__
    source = ask("source")
    remember_source(file, source)
    failure = None
    watch = None
    try:
        try:
            code = compile(source, file, "exec", dont_inherit=True)
            if job.get("coverage"):
                watch = coverage.Watch(code)
            exec(code, names)
        except SystemExit:
            raise
        except BaseException as error:
            failure = describe(error, file)
        if failure is not None:
            ask("load_failed", **failure)
            return None
        ask("loaded")
        functions = _find_all(names, job["functions"], file)
        if functions is not None:
            _call_all(job["calls"], functions, names, file)
        return None
    finally:
        if watch is not None:
            ask("coverage", **watch.report())


def new_module(name, file):
    """An empty module for the text of `file`, registered as the import system would."""
    module = types.ModuleType(name)
    loader = SourceFileLoader(name, file)
    module.__file__ = file
    module.__loader__ = loader
    module.__spec__ = spec = ModuleSpec(name, loader, origin=file)
    spec.has_location = True
    module.__package__ = ""
    sys.modules[name] = module
    return module


def remember_source(file, source):
    """Lets tracebacks and warnings show lines of `file` without reading it, which the trace would show."""
    audit_events.sources[file] = source
    try:
        # The long way only where the text may say what its encoding is (PEP 263).
        text = decode_source(source) if b"coding" in source[:400] else source.decode("utf-8-sig")
    except (SyntaxError, UnicodeDecodeError):
        text = source.decode("latin-1")
    # Without a time of change, the cache never looks at the file.
    lines = [line + "\n" for line in text.replace("\r\n", "\n").split("\n")]
    linecache.cache[file] = (len(source), None, lines, file)


def _find_all(names, wanted, file):
    functions = {}
    for name in wanted:
        found = entries.find(names, name, file, alone=len(wanted) == 1)
        if found is None:
            ask("no_entry", wanted=name, public=[clean(other) for other in entries.public(names, file)])
            return None
        ask("entry", wanted=name, found=clean(found.name), how=found.how)
        functions[name] = found.function
    return functions


def _call_all(calls, functions, names, file):
    results = {}
    for number, call in enumerate(calls):
        try:
            # Decoding may run the candidate's code: records are made of its classes.
            arguments = Decoder(results, names).decode(call["args"])
        except MissingResult as error:
            ask("begin", call=number)
            ask("end", call=number, outcome={"raised": describe(error, file)})
            continue
        except Exception as error:
            ask("begin", call=number)
            ask("end", call=number, outcome={"raised": describe(error, file)})
            continue
        outcome, results_of_call = _call(number, functions[call["function"]], arguments, file)
        results.update(results_of_call)
        ask("end", call=number, outcome=outcome)


def _call(number, function, arguments, file):
    ask("begin", call=number)
    # All of it counts as the candidate's: reading a result or an exception may run its code.
    try:
        value = _settled(function(*arguments))
        run_pending()
        children.finish()
    except SystemExit:
        raise
    except BaseException as error:
        return {"raised": describe(error, file)}, {}
    _reset_recursion_limit()
    return {"returned": encode(value)}, {number: value}


_set_limit, _get_limit, _LIMIT = sys.setrecursionlimit, sys.getrecursionlimit, sys.getrecursionlimit()


def _reset_recursion_limit():
    # The driver's own work must not depend on what the candidate left behind.
    if _get_limit() < _LIMIT:
        _set_limit(_LIMIT)


# Taken at load: a candidate may empty the module `types`.
_AWAITABLE = (types.CoroutineType, Future)
_ASYNC_GENERATOR = types.AsyncGeneratorType
_ITERATOR = (types.GeneratorType, map, filter, zip, enumerate, reversed)


def _settled(value):
    """What a function's result stands for: a coroutine's result, a generator's elements."""
    # By their types: `isinstance` would ask the value for its `__class__`.
    if issubclass(type(value), _AWAITABLE):
        value = _run_async(value)
    if issubclass(type(value), _ASYNC_GENERATOR):
        return _run_async(_elements(value))
    if issubclass(type(value), _ITERATOR):
        return list(islice(value, MAX_ELEMENTS))
    return value


async def _elements(generator):
    elements = []
    async for element in generator:
        elements.append(element)
        if len(elements) == MAX_ELEMENTS:
            break
    return elements


def _run_async(awaitable):
    from asyncio import run

    async def wait():
        return await awaitable

    return run(wait())
