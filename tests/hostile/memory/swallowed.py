# Fills the memory but for the last crumbs, keeps it, and answers all the same: the driver must still be able to speak.
kept = []


def answer(x):
    size = 1 << 26
    while size > 1 << 16:
        try:
            kept.append(bytearray(size))
        except MemoryError:
            size >>= 1
    return x + 1
