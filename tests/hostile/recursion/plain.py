# Calls itself without end.
def answer(x):
    return answer(x) + 1
