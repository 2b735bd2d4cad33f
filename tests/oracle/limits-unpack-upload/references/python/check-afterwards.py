import zlib

LIMIT = 10_000


def unpack(data):
    text = zlib.decompress(data)
    return len(text) if len(text) <= LIMIT else None
