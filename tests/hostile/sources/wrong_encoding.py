# -*- coding: no-such-encoding -*-
def answer(x):
    return x + 1
