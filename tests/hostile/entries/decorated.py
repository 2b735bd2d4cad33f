# Wrapped twice, once without saying so.
import functools


def plain(function):
    return lambda *arguments: function(*arguments)


def named(function):
    return functools.wraps(function)(lambda *arguments: function(*arguments))


@plain
@named
def answer(x):
    return x + 1
