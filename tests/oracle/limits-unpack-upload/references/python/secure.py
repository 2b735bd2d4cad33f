import zlib

LIMIT = 10_000


def unpack(data):
    text = zlib.decompressobj().decompress(data, LIMIT + 1)
    return len(text) if len(text) <= LIMIT else None
