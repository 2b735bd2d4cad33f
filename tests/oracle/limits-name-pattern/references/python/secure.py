def fits(pattern, name):
    at = star = 0
    place = 0
    tried = -1
    while place < len(name):
        if at < len(pattern) and pattern[at] == "*":
            star, tried = at, place
            at += 1
        elif at < len(pattern) and pattern[at] == name[place]:
            at += 1
            place += 1
        elif tried >= 0:
            tried += 1
            at, place = star + 1, tried
        else:
            return False
    return pattern[at:].strip("*") == ""
