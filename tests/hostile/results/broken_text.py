# Texts that are no Unicode, or that end early in C.
def answer(x):
    return ["\ud800", "a\0b", "\udcff", "\ufffe", "\u202e"]
