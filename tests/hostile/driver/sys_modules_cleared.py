# Leaves no module to be found.
import sys

sys.modules.clear()


def answer(x):
    return x + 1
