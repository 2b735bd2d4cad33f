# Starts processes by every way there is.
import multiprocessing
import os
import subprocess


def answer(x):
    for way in (
        lambda: os.fork(),
        lambda: os.system("id"),
        lambda: subprocess.run(["id"]),
        lambda: os.execv("/bin/sh", ["sh"]),
        lambda: os.posix_spawn("/bin/sh", ["sh"], {}),
        lambda: multiprocessing.Process(target=print).start(),
    ):
        try:
            way()
        except Exception:
            pass
    return x + 1
