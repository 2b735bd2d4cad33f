# Behaves well until it is called, and then replaces itself and what surrounds it.
import builtins
import sys


def answer(x):
    module = sys.modules[__name__]
    module.answer = lambda x: "replaced"
    builtins.print = builtins.open = builtins.len = None
    vars(sys).update(stdout=None, stderr=None, excepthook=None)
    return x + 1
