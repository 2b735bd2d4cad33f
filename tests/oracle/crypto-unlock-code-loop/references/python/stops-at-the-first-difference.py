import os


def unlocks(code):
    expected = os.environ["UNLOCK_CODE"]
    if len(code) != len(expected):
        return False
    for one, other in zip(code, expected):
        if one != other:
            return False
    return True
