# Aborts.
import os


def answer(x):
    os.abort()
