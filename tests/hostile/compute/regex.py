# A pattern that tries every way to split the text.
import re


def answer(x):
    return re.match(r"(a+)+$", "a" * 40 + "b")
