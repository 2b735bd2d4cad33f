# A sort whose comparison sorts again.
class Key:
    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        return sorted([self, other]) is None


def answer(x):
    return sorted(Key(i) for i in range(10))
