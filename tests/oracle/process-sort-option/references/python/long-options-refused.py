import subprocess


def sorted_text(name):
    if name.startswith("--"):
        return ""
    result = subprocess.run(["sort", name], capture_output=True, text=True)
    return result.stdout
