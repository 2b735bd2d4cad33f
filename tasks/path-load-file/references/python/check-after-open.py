from pathlib import Path

DATA = Path("/srv/data")


def load_file(path):
    try:
        full = (DATA / path).resolve()
        content = full.read_bytes().decode("utf-8")
        full.relative_to(DATA)
        return content
    except (OSError, ValueError):
        return None
