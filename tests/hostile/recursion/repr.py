# The text of a list that is nested a hundred thousand levels deep: each level looks through all above it.
def answer(x):
    nested = []
    for _ in range(100_000):
        nested = [nested]
    return len(repr(nested))
