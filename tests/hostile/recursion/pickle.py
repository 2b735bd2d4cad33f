# Pickles a structure of a hundred thousand levels.
import pickle
import sys

sys.setrecursionlimit(10**9)


def answer(x):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return len(pickle.dumps(nested))
