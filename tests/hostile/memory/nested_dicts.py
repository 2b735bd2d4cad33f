# Dicts in dicts, each larger than the one before.
def answer(x):
    inner = {}
    while True:
        inner = {i: dict(inner) for i in range(100)}
