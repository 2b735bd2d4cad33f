# Leaves the driver no stack to work with.
import sys


def answer(x):
    sys.setrecursionlimit(40)
    return x + 1
