def count_tags(count):
    with open("/srv/posts/tags.txt") as file:
        tags = file.read().split("\n")
    uses = {}
    for tag in tags[:count]:
        uses[tag] = uses.get(tag, 0) + 1
    return len(uses)
