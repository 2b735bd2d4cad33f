# Decompresses more than the memory holds.
import bz2
import io


def answer(x):
    bomb = bz2.compress(bytes(1 << 22)) * 400
    return len(bz2.decompress(bomb))
