def tidy(line):
    return len(line.rstrip(" "))
