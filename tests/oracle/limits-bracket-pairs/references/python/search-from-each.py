def count_pairs(text):
    pairs = 0
    for start in range(len(text)):
        if text[start] != "(":
            continue
        depth = 0
        for character in text[start:]:
            if character == "(":
                depth += 1
            elif character == ")":
                depth -= 1
                if depth == 0:
                    pairs += 1
                    break
    return pairs
