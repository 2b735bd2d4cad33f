# Never comes back.
def answer(x):
    while True:
        pass
