def fits(pattern, name):
    if pattern == "":
        return name == ""
    if pattern[0] == "*":
        for length in range(len(name) + 1):
            if fits(pattern[1:], name[length:]):
                return True
        return False
    return name != "" and pattern[0] == name[0] and fits(pattern[1:], name[1:])
