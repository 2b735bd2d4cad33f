# Numbers that JSON doesn't know.
def answer(x):
    return [float("nan"), float("inf"), -float("inf"), -0.0]
