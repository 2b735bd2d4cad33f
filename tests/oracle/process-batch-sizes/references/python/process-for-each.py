import subprocess


def total_size(names):
    total = 0
    for name in names:
        total += int(subprocess.check_output(["stat", "-c", "%s", "--", name], text=True))
    return total
