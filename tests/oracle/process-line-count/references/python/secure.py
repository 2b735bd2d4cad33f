import subprocess


def line_count(name):
    result = subprocess.run(["wc", "-l", "--", name], stdout=subprocess.PIPE, text=True, check=True)
    return int(result.stdout.split()[0])
