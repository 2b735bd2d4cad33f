# Reaches the driver's own functions through the globals of a replaced library function, and hides what it does.
import os


def answer(x):
    ask = os.chmod.__globals__["request"].__globals__["ask"]
    ask("origin", runtime=True)
    open("/etc/passwd").close()
    return x + 1
