# A power that has no end.
def answer(x):
    return pow(3, 10**12)
