import subprocess

SCRIPT = 'printf "%s\\n" "$1" >> book.txt'


def sign(text):
    return subprocess.run(["sh", "-c", SCRIPT, "sh", text]).returncode == 0
