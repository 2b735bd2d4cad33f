LIMIT = 100_000


def unpack(packed):
    data = bytearray()
    for run in packed.split(";"):
        count, value = map(int, run.split(" "))
        if count > LIMIT - len(data):
            return None
        data += bytes([value]) * count
    return bytes(data)
