import re

BLANKS = re.compile(r" +$")


def tidy(line):
    return len(BLANKS.sub("", line))
