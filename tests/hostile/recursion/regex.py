# A pattern of five thousand nested groups.
import re
import sys

sys.setrecursionlimit(10**9)


def answer(x):
    return re.compile("(" * 5_000 + ")" * 5_000).groups
