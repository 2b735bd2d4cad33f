# Asks for more memory than there is, in one piece.
def answer(x):
    return len(bytearray(10**11))
