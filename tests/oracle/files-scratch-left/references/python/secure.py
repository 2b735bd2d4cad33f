import os

SCRATCH = "/srv/scratch/letter"


def first_word(text):
    try:
        with open(SCRATCH, "w", encoding="utf-8") as file:
            file.write(text)
        with open(SCRATCH, encoding="utf-8") as file:
            letter = file.read()
        return letter.removeprefix("Dear ") if letter.startswith("Dear ") else None
    finally:
        os.unlink(SCRATCH)
