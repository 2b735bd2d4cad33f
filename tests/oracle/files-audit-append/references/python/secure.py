def note_access(user):
    with open("/var/log/vault/audit", "a", encoding="utf-8") as trail:
        trail.write(f"{user} opened the vault\n")
    return True
