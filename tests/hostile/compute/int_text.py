# Reads a number of ten million digits.
import sys

sys.set_int_max_str_digits(0)


def answer(x):
    return int("9" * 10**7)
