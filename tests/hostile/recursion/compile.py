# Source text that is nested deeper than the compiler can follow.
def answer(x):
    return eval("-" * 100_000 + "1") + eval("(" * 5_000 + "1" + ")" * 5_000)
