import subprocess


def count_notes(text):
    command = ["grep", "-F", "-c", "-e", text, "--", "notes.txt"]
    result = subprocess.run(command, stdout=subprocess.PIPE, text=True)
    return int(result.stdout)
