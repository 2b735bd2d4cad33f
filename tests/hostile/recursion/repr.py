# The text of a list that is nested a million levels deep.
def answer(x):
    nested = []
    for _ in range(1_000_000):
        nested = [nested]
    return len(repr(nested))
