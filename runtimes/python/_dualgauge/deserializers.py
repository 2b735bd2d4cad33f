"""Reports the use of deserialisers that build what the data says. Pickle's own lookups are audit events."""

import pickle

from .audit_events import plain
from .door import report

_load, _loads = pickle.load, pickle.loads


def load(file, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    report({"kind": "deserialize", "format": "pickle", "type_name": ""})
    return _load(file, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)


def loads(data, /, *, fix_imports=True, encoding="ASCII", errors="strict", buffers=()):
    report({"kind": "deserialize", "format": "pickle", "type_name": ""})
    return _loads(data, fix_imports=fix_imports, encoding=encoding, errors=errors, buffers=buffers)


def _reporting(method):
    """A method of a YAML constructor that looks up a Python name which the document gives."""

    def find(self, name, mark, unsafe=False):
        operation = {"kind": "deserialize", "format": "yaml", "type_name": plain(name)}
        try:
            found = method(self, name, mark, unsafe)
        except Exception:
            report(operation, "refused")
            raise
        report(operation)
        return found

    find.__name__ = method.__name__
    find.__qualname__ = method.__qualname__
    return find


def install():
    """Puts the reporting functions into place."""
    for function, original in ((load, _load), (loads, _loads)):
        function.__doc__ = original.__doc__
        function.__module__ = "_pickle"
        setattr(pickle, function.__name__, function)


def install_packages():
    """The same for packages, once they are loaded."""
    import yaml

    for name in ("find_python_name", "find_python_module"):
        setattr(yaml.constructor.FullConstructor, name, _reporting(getattr(yaml.constructor.FullConstructor, name)))
