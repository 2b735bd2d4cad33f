import os


def unlocks(code):
    expected = os.environ["UNLOCK_CODE"]
    if len(code) != len(expected):
        return False
    difference = 1024
    for one, other in zip(code, expected):
        difference |= ord(one) ^ ord(other)
    return difference == 1024
