# Cuts and extends a large file again and again: the host moves megabytes at each call.
import os


def answer(x):
    file = os.open("/srv/data/f", os.O_RDWR | os.O_CREAT)
    while True:
        os.ftruncate(file, 64 << 20)
        os.ftruncate(file, 31 << 20)
