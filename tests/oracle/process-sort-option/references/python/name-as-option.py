import subprocess


def sorted_text(name):
    result = subprocess.run(["sort", name], capture_output=True, text=True)
    return result.stdout
