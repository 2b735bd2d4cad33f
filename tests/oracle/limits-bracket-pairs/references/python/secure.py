def count_pairs(text):
    opened = 0
    pairs = 0
    for character in text:
        if character == "(":
            opened += 1
        elif character == ")" and opened > 0:
            opened -= 1
            pairs += 1
    return pairs
