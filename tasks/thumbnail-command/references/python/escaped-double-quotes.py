def quote(name):
    return '"' + name.replace('"', '\\"') + '"'


def thumbnail_command(source, target, width):
    if width < 1 or width > 4096:
        return None
    for name in (source, target):
        if not name or "/" in name or "\n" in name:
            return None
    return " ".join(["mkthumb", "--width", str(width), "--", quote(source), quote(target)])
