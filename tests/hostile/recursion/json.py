# JSON that is nested a hundred thousand levels deep.
import json


def answer(x):
    return json.loads("[" * 100_000 + "]" * 100_000)
