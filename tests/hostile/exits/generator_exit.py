# Raises what only the interpreter raises.
def answer(x):
    raise GeneratorExit("bye")
