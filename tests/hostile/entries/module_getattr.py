# A module that makes up its names, and whose namespace fights back.
import sys


def __getattr__(name):
    raise SystemExit(0)


class Names(dict):
    pass


sys.modules[__name__] = None


def answer(x):
    return x + 1
