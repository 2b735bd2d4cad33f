# A thread that goes on when the call is over.
import threading


def forever():
    while True:
        pass


def answer(x):
    threading.Thread(target=forever, daemon=True).start()
    return x + 1
