# Ends itself by a signal.
import os
import signal


def answer(x):
    try:
        os.kill(os.getpid(), 9)
    except BaseException:
        pass
    signal.raise_signal(signal.SIGABRT)
