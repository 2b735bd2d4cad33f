# Waits for the interpreter's end to begin looping.
import atexit


@atexit.register
def forever():
    while True:
        pass


def answer(x):
    return x + 1
