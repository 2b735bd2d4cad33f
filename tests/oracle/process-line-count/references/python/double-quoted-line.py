import os


def line_count(name):
    with os.popen(f'wc -l "{name}"') as output:
        return int(output.read().split()[0])
