# Recursion through C code, with the limit lifted: each level takes the machine's stack.
import sys

sys.setrecursionlimit(10**9)


class Deep:
    def __repr__(self):
        return repr([self])


def answer(x):
    return len(repr(Deep()))
