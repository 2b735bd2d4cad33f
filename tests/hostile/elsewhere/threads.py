# Threads that never end and wait for each other.
import threading


def answer(x):
    first, second = threading.Lock(), threading.Lock()
    first.acquire()
    second.acquire()
    threading.Thread(target=first.acquire).start()
    threading.Thread(target=second.acquire).start()
    first.acquire()
    return x + 1
