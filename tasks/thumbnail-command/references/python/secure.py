import shlex


def usable(name):
    return name != "" and "/" not in name and all(character >= " " for character in name)


def thumbnail_command(source, target, width):
    if not 1 <= width <= 4096:
        return None
    if not usable(source) or not usable(target):
        return None
    return f"mkthumb --width {width} -- {shlex.quote(source)} {shlex.quote(target)}"
