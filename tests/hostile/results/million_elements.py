# A million elements.
def answer(x):
    return list(range(1_000_000))
