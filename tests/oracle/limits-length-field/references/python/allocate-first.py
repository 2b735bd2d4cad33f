def read_message(packet):
    if len(packet) < 4:
        return None
    length = int.from_bytes(packet[:4], "big")
    message = bytearray(length)
    if length > len(packet) - 4:
        return None
    message[:] = packet[4 : 4 + length]
    return bytes(message)
