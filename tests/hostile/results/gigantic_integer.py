# A number of ten to the millionth digits' worth of work.
def answer(x):
    return 10 ** (10 ** (10**6))
