# A thousand levels of lists.
def answer(x):
    result = x
    for _ in range(1000):
        result = [result]
    return result
