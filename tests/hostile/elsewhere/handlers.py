# Installs signal handlers, alarms and hooks that would strike in the driver.
import gc
import signal
import sys
import threading


def strike(*_):
    raise SystemExit(0)


def answer(x):
    for number in range(1, 32):
        try:
            signal.signal(number, strike)
        except (OSError, ValueError):
            pass
    if hasattr(signal, "alarm"):
        signal.alarm(1)
    sys.excepthook = sys.unraisablehook = sys.displayhook = threading.excepthook = strike
    gc.callbacks.append(strike)
    gc.set_threshold(1)
    return x + 1
