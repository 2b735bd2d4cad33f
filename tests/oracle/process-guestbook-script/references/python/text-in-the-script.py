import subprocess


def sign(text):
    return subprocess.run(["sh", "-c", f'printf "%s\\n" "{text}" >> book.txt']).returncode == 0
