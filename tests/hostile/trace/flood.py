# Tens of thousands of events.
def answer(x):
    for _ in range(15_000):
        open("/srv/data/a.txt").close()
    return x + 1
