# Standard streams whose every method raises.
import sys


class Broken:
    def __getattribute__(self, name):
        raise SystemExit(3)


sys.stdout = sys.stderr = sys.stdin = sys.__stdout__ = sys.__stderr__ = Broken()


def answer(x):
    return x + 1
