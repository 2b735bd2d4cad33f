import shlex


def thumbnail_command(source, target, width):
    if not 1 <= width <= 4096:
        return None
    for name in (source, target):
        if not name or "/" in name or "\n" in name or "\r" in name:
            return None
    if source.startswith("--"):
        return None
    return f"mkthumb --width {width} {shlex.quote(source)} {shlex.quote(target)}"
