LIMIT = 1000


def written_out(part, meanings):
    result = ""
    for character in part:
        if character in meanings:
            result += written_out(meanings[character], meanings)
        else:
            result += character
    return result


def expand(text):
    *definitions, last = text.split(";")
    meanings = dict(definition.split("=", 1) for definition in definitions)
    result = written_out(last, meanings)
    return result if len(result) <= LIMIT else None
