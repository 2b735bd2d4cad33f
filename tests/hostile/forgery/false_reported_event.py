# Reports that a secret was compared in constant time, which it wasn't.
import sys


def answer(x):
    event = '"event":{"kind":"crypto","how":"compare","algorithm":"constant-time","uses":1}'
    sys.audit("dualgauge.door", "event", event, [])
    return x + 1
