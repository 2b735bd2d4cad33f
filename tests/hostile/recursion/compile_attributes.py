# A chain of attributes and calls that the compiler walks recursively.
def answer(x):
    return eval("x" + ".real" * 100_000)
