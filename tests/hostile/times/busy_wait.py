# Waits for an hour of the clock on the wall without sleeping.
import time


def answer(x):
    end = time.time() + 3600
    while time.time() < end:
        pass
    return x + 1
