LIMIT = 100_000


def unpack(packed):
    data = bytearray()
    for run in packed.split(";"):
        count, value = map(int, run.split(" "))
        data += bytes([value]) * count
    if len(data) > LIMIT:
        return None
    return bytes(data)
