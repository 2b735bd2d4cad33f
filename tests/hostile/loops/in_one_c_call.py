# One call into the interpreter's C code that takes years: no line of Python runs in between.
def answer(x):
    return sum(range(10**12))
