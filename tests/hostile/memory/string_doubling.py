# Doubles a text until there is no memory.
def answer(x):
    text = "a"
    while True:
        text += text
