# A key function that sorts with itself as key.
import sys

sys.setrecursionlimit(10**9)


def key(value):
    return sorted([value], key=key)


def answer(x):
    return sorted([x], key=key)
