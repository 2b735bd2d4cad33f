import shlex


def thumbnail_command(source, target, width):
    if not 1 <= width <= 4096:
        return None
    for name in (source, target):
        if not name or "/" in name or any(ord(character) < 32 for character in name):
            return None
    return f"mkthumb --width {width} {shlex.quote(source)} {shlex.quote(target)}"
