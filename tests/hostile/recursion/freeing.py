# Lets go of a structure of two hundred thousand levels, whose destructors nest.
def answer(x):
    nested = ()
    for _ in range(200_000):
        nested = (nested,)
    del nested
    return x + 1
