// CompileError 2: unknown type name 'def'
def answer(x):
    return x + 1
