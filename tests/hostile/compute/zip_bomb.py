# Kilobytes that become gigabytes.
import zlib


def answer(x):
    bomb = zlib.compress(bytes(1 << 24), 9)
    for _ in range(64):
        bomb = bomb + bomb[:0]
    return sum(len(zlib.decompress(bomb)) for _ in range(10_000))
