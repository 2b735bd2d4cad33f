# Closes the standard streams.
import sys


def answer(x):
    print("before")
    sys.stdout.close()
    sys.stderr.close()
    sys.stdin.close()
    return x + 1
