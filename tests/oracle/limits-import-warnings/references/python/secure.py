import re
import sys


def import_lines(text):
    lines = text.split("\n")
    good = sum(1 for line in lines if re.fullmatch("[0-9]+", line))
    if good < len(lines):
        print(f"{len(lines) - good} lines are no measurements", file=sys.stderr)
    return good
