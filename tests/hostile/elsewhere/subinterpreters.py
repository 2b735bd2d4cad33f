# A second interpreter, in which no hook is installed.
def answer(x):
    for name in ("_interpreters", "_xxsubinterpreters", "concurrent.interpreters"):
        try:
            __import__(name)
        except ImportError:
            continue
        import _interpreters

        other = _interpreters.create()
        _interpreters.exec(other, "import os; os.system('id')")
        return "another interpreter"
    return x + 1
