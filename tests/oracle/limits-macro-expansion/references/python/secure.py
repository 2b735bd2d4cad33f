LIMIT = 1000


def written_out(part, meanings):
    """At most a little more than the limit."""
    pieces = []
    size = 0
    for character in part:
        piece = meanings.get(character, character)
        pieces.append(piece)
        size += len(piece)
        if size > LIMIT:
            break
    return "".join(pieces)


def expand(text):
    *definitions, last = text.split(";")
    meanings = {}
    for definition in definitions:
        name, part = definition.split("=", 1)
        meanings[name] = written_out(part, meanings)
    result = written_out(last, meanings)
    return result if len(result) <= LIMIT else None
