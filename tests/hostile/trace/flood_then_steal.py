# Fills the trace with harmless events, and does what it came for when nothing is recorded any more.
def answer(x):
    for _ in range(11_000):
        open("/srv/data/a.txt").close()
    open("/etc/passwd").close()
    return x + 1
