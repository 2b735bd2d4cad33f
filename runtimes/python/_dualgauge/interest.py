"""Reports that the candidate imports a module of interest.

The interpreter says nothing when a module is imported that is loaded already, and in the image all are. So those of interest
are taken out of `sys.modules` again, and a finder gives them back when somebody asks.
"""

import sys
from importlib import import_module
from importlib.machinery import ModuleSpec

from .audit_events import is_runtime
from .door import report

NAMES = frozenset(
    """
    cffi code codeop cloudpickle ctypes dill ftplib http.client http.server imaplib jinja2 jsonpickle
    lxml.etree marshal multiprocessing paramiko pexpect pickle poplib pty requests resource runpy shelve smtplib socket
    socketserver ssl subprocess telnetlib urllib.request urllib3 xml.dom.minidom xml.dom.pulldom xml.etree.ElementTree
    xml.parsers.expat xml.sax xmlrpc.client yaml defusedxml defusedxml.ElementTree httpx
    """.split()
)


class Finder:
    """Gives back the modules that were taken out, and reports who asks."""

    def __init__(self):
        self.held = {}
        # The attributes taken from packages, by the package's name.
        self.hidden = {}

    def find_spec(self, name, path=None, target=None):
        if name in NAMES:
            _note(name)
        if name in self.held:
            return ModuleSpec(name, self)
        return None

    def create_module(self, spec):
        module = self.held[spec.name]
        # The import system writes its own; `exec_module` restores this.
        spec.loader_state = module.__spec__
        return module

    def exec_module(self, module):
        name = module.__spec__.name
        module.__spec__ = module.__spec__.loader_state
        self.held.pop(name, None)

    def hold(self, name):
        """Takes a loaded module out."""
        module = sys.modules.pop(name, None)
        if module is None:
            return
        self.held[name] = module
        parent, _, child = name.rpartition(".")
        package = sys.modules.get(parent) or self.held.get(parent)
        if package is not None and vars(package).get(child) is module:
            self._hide(package, child)

    def _hide(self, package, child):
        """`from package import child` looks for the attribute first: it is found by importing the child."""
        names = vars(package)
        hidden = self.hidden.get(package.__name__)
        if hidden is None:
            if "__getattr__" in names:
                return
            hidden = self.hidden[package.__name__] = set()
            names["__getattr__"] = _attributes(package.__name__, hidden)
        hidden.add(child)
        del names[child]


def _attributes(package, hidden):
    def __getattr__(name):
        if name in hidden:
            return import_module(package + "." + name)
        raise AttributeError(f"module {package!r} has no attribute {name!r}")

    return __getattr__


def _note(name):
    frame = sys._getframe(2)
    while frame is not None and _is_importing(frame.f_code.co_filename):
        frame = frame.f_back
    if frame is not None and not is_runtime(frame.f_code.co_filename):
        report({"kind": "import", "module": name})


def _is_importing(file):
    return file.startswith("<frozen importlib") or file.endswith(("/importlib/__init__.py", "/_dualgauge/interest.py"))


def install():
    """Takes the modules out. Run when everything is loaded."""
    finder = Finder()
    # Children first, while their packages are still there.
    for name in sorted(NAMES, reverse=True):
        finder.hold(name)
    sys.meta_path.insert(0, finder)
