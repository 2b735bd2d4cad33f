def thumbnail_command(source, target, width):
    if width < 1 or width > 4096:
        return None
    for name in (source, target):
        if not name or "/" in name or "\n" in name:
            return None
    return f"mkthumb --width {width} -- '{source}' '{target}'"
