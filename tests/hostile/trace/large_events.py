# Events that are large each: texts that are run as code.
def answer(x):
    text = "1 #" + "y" * 4093
    for _ in range(9_000):
        eval(text)
    return x + 1
