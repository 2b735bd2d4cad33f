import re
import sys


def import_lines(text):
    good = 0
    for line in text.split("\n"):
        if re.fullmatch("[0-9]+", line):
            good += 1
        else:
            print(f"no measurement: {line}", file=sys.stderr)
    return good
