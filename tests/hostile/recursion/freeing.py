# Lets go of a structure of a million levels, whose destructors nest.
def answer(x):
    nested = ()
    for _ in range(1_000_000):
        nested = (nested,)
    del nested
    return x + 1
