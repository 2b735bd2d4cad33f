from pathlib import Path

TRAIL = Path("/var/log/vault/audit")


def note_access(user):
    lines = TRAIL.read_text(encoding="utf-8").splitlines()
    lines.append(f"{user} opened the vault")
    TRAIL.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return True
