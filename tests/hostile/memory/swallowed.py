# Fills the memory, keeps it, and answers all the same: nothing is left for the driver to speak with.
kept = []


def answer(x):
    size = 1 << 26
    while size > 8:
        try:
            kept.append(bytearray(size))
        except MemoryError:
            size >>= 1
    return x + 1
