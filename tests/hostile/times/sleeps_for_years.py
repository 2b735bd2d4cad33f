# Sleeps for ten thousand years.
import time


def answer(x):
    before = time.monotonic()
    for _ in range(100):
        time.sleep(100 * 365 * 86_400)
    return x + 1 if time.monotonic() > before else "time stands still"
