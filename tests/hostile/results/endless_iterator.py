# An iterator of the candidate's own class that never ends.
class Endless:
    def __iter__(self):
        return self

    def __next__(self):
        return 42


def answer(x):
    return Endless()
