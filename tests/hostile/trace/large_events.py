# Events that are large each: evaluated texts and command lines.
import os


def answer(x):
    for number in range(10_000):
        os.system("x" * 4096)
        eval(compile("#" + "y" * 4096 + "\n1", "f", "eval"))
    return x + 1
