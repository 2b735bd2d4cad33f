def read_message(packet):
    if len(packet) < 4:
        return None
    length = int.from_bytes(packet[:4], "big")
    if length > len(packet) - 4:
        return None
    message = bytearray(length)
    message[:] = packet[4 : 4 + length]
    return bytes(message)
