# The text of a list that is nested two hundred thousand levels deep.
def answer(x):
    nested = []
    for _ in range(200_000):
        nested = [nested]
    return len(repr(nested))
