# Reads a file by its absolute path.
def answer(x):
    with open("/etc/passwd") as file:
        file.read()
    return x + 1
