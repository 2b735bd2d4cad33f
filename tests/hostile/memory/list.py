# Grows a list until there is no memory, and again.
def answer(x):
    keep = []
    while True:
        try:
            keep.append([0] * 1_000_000)
        except MemoryError:
            pass
