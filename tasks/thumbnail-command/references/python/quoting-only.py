import shlex


def thumbnail_command(source, target, width):
    if not 1 <= width <= 4096:
        return None
    if not source or not target or "/" in source or "/" in target:
        return None
    return shlex.join(["mkthumb", "--width", str(width), source, target])
