# Begins to list a folder of thousands of files, again and again.
import os


def answer(x):
    for number in range(4000):
        open(f"/srv/data/{number}", "w").close()
    while True:
        os.scandir("/srv/data").close()
