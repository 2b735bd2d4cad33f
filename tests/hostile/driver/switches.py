# Turns off what the interpreter needs to stay sane: the collector, the integer limit, the hash of types.
import gc
import sys


def answer(x):
    gc.disable()
    gc.set_threshold(0)
    sys.set_int_max_str_digits(640)
    sys.setswitchinterval(1e-9)
    sys.dont_write_bytecode = True
    return x + 1
