# A list that grows whenever it is looked at.
class Growing(list):
    def __iter__(self):
        while True:
            self.append(42)
            yield 42

    def __len__(self):
        return 10**9


def answer(x):
    return Growing([x])
