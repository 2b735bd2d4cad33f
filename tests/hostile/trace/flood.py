# A hundred thousand events.
def answer(x):
    for _ in range(50_000):
        open("/srv/data/a.txt").close()
    return x + 1
