# A pattern of fifty thousand nested groups.
import re
import sys

sys.setrecursionlimit(10**9)


def answer(x):
    return re.compile("(" * 50_000 + ")" * 50_000).groups
