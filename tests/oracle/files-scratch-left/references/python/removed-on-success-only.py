import os

SCRATCH = "/srv/scratch/letter"


def first_word(text):
    with open(SCRATCH, "w", encoding="utf-8") as file:
        file.write(text)
    with open(SCRATCH, encoding="utf-8") as file:
        letter = file.read()
    if not letter.startswith("Dear "):
        return None
    os.remove(SCRATCH)
    return letter[5:]
