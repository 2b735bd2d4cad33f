# Keys that all have the same hash.
class Key:
    def __hash__(self):
        return 0


def answer(x):
    return len({Key() for _ in range(100_000)})
