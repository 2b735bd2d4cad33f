# Lifts the interpreter's limit and calls itself without end.
import sys

sys.setrecursionlimit(10**9)


def answer(x):
    return answer(x) + 1
