def depth_of(text):
    depth = deepest = 0
    for character in text:
        if character == "[":
            depth += 1
            deepest = max(deepest, depth)
            if depth > 32:
                return None
        elif character == "]":
            depth -= 1
    return deepest
