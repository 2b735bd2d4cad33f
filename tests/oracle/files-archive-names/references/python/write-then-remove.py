from pathlib import Path

SITE = Path("/srv/site")


def install_files(names, texts):
    written = 0
    for name, text in zip(names, texts):
        path = SITE / name
        path.write_text(text, encoding="utf-8")
        if path.resolve().is_relative_to(SITE):
            written += 1
        else:
            path.unlink()
    return written
